// Canonical event → structured event: category is the goal that it counts for, property holds the parameters.
microsites.providers.snowplow = function (event) {
  var params = event.params;
  if (window.snowplow)
    snowplow(
      "trackStructEvent",
      { category: params.goal || event.name, action: event.name, label: params.track_id, property: "" + new URLSearchParams(params) },
      event.ids,
    );
};
