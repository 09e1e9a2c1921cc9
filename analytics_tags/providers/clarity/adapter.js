// Canonical event → smart event. Clarity's events have no parameters; the element is kept as a tag of the recording.
microsites.providers.clarity = function (event) {
  if (!window.clarity) return;
  clarity("event", event.name);
  if (event.params.track_id) clarity("set", event.name, event.params.track_id);
};
