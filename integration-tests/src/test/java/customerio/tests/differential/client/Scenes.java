package customerio.tests.differential.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * The program of the differential tests: the same calls through any client, and what comes of them
 * on standard output. Knows nothing of an agent.
 */
public final class Scenes {
  private static final String SHOP = basic("site-shop", "key-shop");
  private static final String STRANGER = basic("site-nobody", "wrong");
  private static final String WRITE_KEY = basic("wk-shop", "");
  private static final String ADA = "{\"email\":\"ada@example.com\",\"plan\":\"a\"}";

  private final Caller caller;
  private final Transcript transcript;
  private final Places places;

  private record Places(
      String track, String pipelines, String moving, String silent, String foreign) {}

  private Scenes(Caller caller, Places places) {
    this.caller = caller;
    this.places = places;
    transcript =
        new Transcript(
            caller,
            Map.of(
                places.track, "http://track",
                places.pipelines, "http://pipelines",
                places.moving, "http://moving",
                places.silent, "http://silent",
                places.foreign, "http://foreign"));
  }

  /**
   * @param arguments class of the caller; base addresses: Track, Pipelines, one that redirects, one
   *     that never answers, one that is not Customer.io's
   */
  public static void main(String[] arguments) throws Exception {
    Caller caller = (Caller) Class.forName(arguments[0]).getConstructor().newInstance();
    Places places =
        new Places(arguments[1], arguments[2], arguments[3], arguments[4], arguments[5]);
    new Scenes(caller, places).play();
    // clients keep threads of their own
    System.out.flush();
    System.exit(0);
  }

  private void play() throws Exception {
    people();
    refusals();
    bodies();
    pipelines();
    waitingForAnAnswer();
    others();
  }

  private void people() {
    transcript.scene("identify, the first call of this credential", identify("ada").json(ADA));
    transcript.scene("identify", identify("ada").json(ADA.replace("\"a\"", "\"b\"")));
    transcript.scene("identify with an escaped address", identify("ada%40example.com").json(ADA));
    transcript.scene(
        "event",
        track("POST", "/api/v1/customers/ada/events").json("{\"name\":\"bought\",\"data\":{}}"));
    transcript.scene("delete", track("DELETE", "/api/v1/customers/ada"));
    transcript.scene(
        "v2 entity",
        track("POST", "/api/v2/entity")
            .json(
                "{\"type\":\"person\",\"action\":\"identify\",\"identifiers\":{\"id\":\"bob\"},"
                    + "\"attributes\":{\"a\":1}}"));
  }

  private void refusals() {
    transcript.scene(
        "event without a name", track("POST", "/api/v1/customers/ada/events").json("{}"));
    transcript.scene("no JSON", identify("ada").json("{"));
    transcript.scene("unknown path", track("POST", "/api/v1/nowhere").json("{}"));
    transcript.scene(
        "unknown credential",
        Ask.of("PUT", places.track + "/api/v1/customers/ada", STRANGER).json(ADA));
    transcript.scene(
        "unknown credential again",
        Ask.of("PUT", places.track + "/api/v1/customers/ada", STRANGER).json(ADA));
  }

  private void bodies() throws IOException {
    transcript.scene("one-shot body", identify("one").json(ADA).framed(Ask.Framing.ONE_SHOT));
    transcript.scene("chunked body", identify("two").json(ADA).framed(Ask.Framing.CHUNKED));
    transcript.scene("non-ASCII", identify("three").json("{\"name\":\"J\u00fcrgen \u2713\"}"));
    transcript.scene(
        "gzip where it is not understood",
        identify("four").json(ADA).body(gzip(ADA)).header("Content-Encoding", "gzip"));
    transcript.scene("too large", identify("five").json(large(150_000)));
    transcript.scene(
        "far too large, chunked",
        identify("six").json(large(1_200_000)).framed(Ask.Framing.CHUNKED));
  }

  private void pipelines() throws IOException {
    Ask pipelines = Ask.of("POST", places.pipelines + "/v1/track", WRITE_KEY);
    String event = "{\"userId\":\"ada\",\"event\":\"bought\",\"properties\":{}}";
    transcript.scene("pipelines, the first call", pipelines.json(event));
    transcript.scene("pipelines", pipelines.json(event.replace("ada", "bob")));
    transcript.scene(
        "pipelines, gzip",
        pipelines
            .json(event)
            .body(gzip(event.replace("ada", "eve")))
            .header("Content-Encoding", "gzip"));
  }

  private void waitingForAnAnswer() throws Exception {
    transcript.scene("read", track("GET", "/api/v1/accounts/region"));
    transcript.scene(
        "redirected read", Ask.of("GET", places.moving + "/v1/moved", "Bearer app-shop"));
    Ask silent = Ask.of("GET", places.silent + "/api/v1/accounts/region", SHOP);
    transcript.scene("read timeout", silent.readTimeout(300));
    transcript.disturbed("interrupt", silent.readTimeout(1500), Thread::interrupt);
    if (caller.canCancel()) {
      transcript.disturbed("cancel", silent.readTimeout(30_000), thread -> caller.cancel());
    }
  }

  private void others() {
    transcript.scene("HEAD", track("HEAD", "/api/v1/accounts/region"));
    transcript.scene("OPTIONS", track("OPTIONS", "/api/v1/customers/ada"));
    transcript.scene(
        "foreign host", Ask.of("PUT", places.foreign + "/api/v1/customers/ada", SHOP).json(ADA));
    transcript.scene("identify at the end", identify("ada").json(ADA));
  }

  private Ask identify(String person) {
    return track("PUT", "/api/v1/customers/" + person);
  }

  private Ask track(String method, String path) {
    return Ask.of(method, places.track + path, SHOP);
  }

  private static String large(int bytes) {
    return "{\"text\":\"" + "x".repeat(bytes) + "\"}";
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  private static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ':' + password).getBytes(StandardCharsets.UTF_8));
  }
}
