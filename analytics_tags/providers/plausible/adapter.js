// Canonical event → plausible(name, {props}). The snippet in the head keeps calls until the tracker is there.
microsites.providers.plausible = function (event) {
  if (window.plausible) plausible(event.name, { props: event.params });
};
