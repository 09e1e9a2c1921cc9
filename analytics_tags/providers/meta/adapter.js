// Canonical event → standard event where the plan's name for Meta is one (Meta Pixel reference), else custom event.
microsites.providers.meta = function (event) {
  var standard =
    /^(Contact|CustomizeProduct|Donate|FindLocation|Lead|Schedule|Search|StartTrial|SubmitApplication|Subscribe|ViewContent|CompleteRegistration)$/;
  if (window.fbq) fbq(standard.test(event.name) ? "track" : "trackCustom", event.name, event.params);
};
