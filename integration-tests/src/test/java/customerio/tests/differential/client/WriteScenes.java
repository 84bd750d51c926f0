package customerio.tests.differential.client;

import static customerio.tests.differential.client.Content.ADA;
import static customerio.tests.differential.client.Content.SHOP;
import static customerio.tests.differential.client.Content.gzip;
import static customerio.tests.differential.client.Content.large;

/** What changes something at Customer.io. */
record WriteScenes(Transcript transcript, Places places, Caller caller) {
  private static final String STRANGER = Content.basic("site-nobody", "wrong");

  void play() {
    people();
    refusals();
    bodies();
    pipelines();
  }

  private void people() {
    transcript.scene(Case.FIRST_CALL, identify("ada").json(ADA));
    transcript.scene(Case.IDENTIFY, identify("ada").json(ADA.replace("\"a\"", "\"b\"")));
    transcript.scene(Case.ESCAPED_PATH, identify("ada%40example.com").json(ADA));
    transcript.scene(
        Case.EVENT,
        track("POST", "/api/v1/customers/ada/events").json("{\"name\":\"bought\",\"data\":{}}"));
    transcript.scene(Case.DELETE, track("DELETE", "/api/v1/customers/ada"));
    transcript.scene(
        Case.V2_ENTITY,
        track("POST", "/api/v2/entity")
            .json(
                "{\"type\":\"person\",\"action\":\"identify\",\"identifiers\":{\"id\":\"bob\"},"
                    + "\"attributes\":{\"a\":1}}"));
  }

  private void refusals() {
    transcript.scene(Case.INVALID, track("POST", "/api/v1/customers/ada/events").json("{}"));
    transcript.scene(Case.NO_JSON, identify("ada").json("{"));
    transcript.scene(Case.UNKNOWN_PATH, track("POST", "/api/v1/nowhere").json("{}"));
    Ask stranger = Ask.of("PUT", places.track() + "/api/v1/customers/ada", STRANGER).json(ADA);
    transcript.scene(Case.UNKNOWN_CREDENTIAL, stranger);
    transcript.scene(Case.REFUSED_CREDENTIAL, stranger);
    Ask bare =
        Ask.of("PUT", places.challenging() + "/api/v1/customers/ada", SHOP)
            .json(ADA)
            .without("Authorization");
    transcript.scene(
        Case.CHALLENGE, () -> caller.sendAnsweringChallenge(bare, "site-shop", "key-shop"));
  }

  private void bodies() {
    transcript.scene(Case.ONE_SHOT_BODY, identify("one").json(ADA).framed(Ask.Framing.ONE_SHOT));
    transcript.scene(Case.CHUNKED_BODY, identify("two").json(ADA).framed(Ask.Framing.CHUNKED));
    transcript.scene(Case.NON_ASCII, identify("three").json("{\"name\":\"J\u00fcrgen \u2713\"}"));
    Ask continued = identify("four").json(ADA).framed(Ask.Framing.ONE_SHOT);
    transcript.scene(Case.EXPECT_CONTINUE, () -> caller.sendExpectingContinue(continued));
    transcript.scene(
        Case.GZIP_NOT_UNDERSTOOD,
        identify("five").json(ADA).body(gzip(ADA)).header("Content-Encoding", "gzip"));
    transcript.scene(Case.TOO_LARGE, identify("six").json(large(150_000)));
    Ask farTooLarge = identify("seven").json(large(1_200_000));
    transcript.scene(Case.FAR_TOO_LARGE, farTooLarge.framed(Ask.Framing.CHUNKED));
    transcript.scene(Case.FAR_TOO_LARGE_ONCE, farTooLarge.framed(Ask.Framing.ONE_SHOT));
  }

  private void pipelines() {
    Ask pipelines = Ask.of("POST", places.pipelines() + "/v1/track", Content.WRITE_KEY);
    String event = "{\"userId\":\"ada\",\"event\":\"bought\",\"properties\":{}}";
    transcript.scene(Case.FIRST_PIPELINES, pipelines.json(event));
    transcript.scene(Case.PIPELINES, pipelines.json(event.replace("ada", "bob")));
    transcript.scene(
        Case.PIPELINES_GZIP,
        pipelines
            .json(event)
            .body(gzip(event.replace("ada", "eve")))
            .header("Content-Encoding", "gzip"));
  }

  private Ask identify(String person) {
    return track("PUT", "/api/v1/customers/" + person);
  }

  private Ask track(String method, String path) {
    return Ask.of(method, places.track() + path, SHOP);
  }
}
