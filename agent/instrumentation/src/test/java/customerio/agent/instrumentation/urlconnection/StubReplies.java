package customerio.agent.instrumentation.urlconnection;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.instrumentation.testing.LoopbackStub;

/** What the server, or the engine in its place, answers in a {@link Comparison}. */
final class StubReplies {
  static final Reply OK = LoopbackStub.json(200, "{}");
  static final Reply BAD = LoopbackStub.json(400, "{\"meta\":{\"error\":\"no\"}}");
  static final Reply EMPTY = new Reply(200, Headers.of("Content-length", "0"), new byte[0]);

  /** Of names that share no bucket of a hash map: the server has its own order of lines. */
  static final Reply MANY_HEADERS =
      new Reply(
          200,
          Headers.of(
              "X-third", "1",
              "X-beta", "2",
              "X-first", "3",
              "X-first", "4",
              "Content-type", "application/json",
              "Content-length", "2"),
          new byte[] {'{', '}'});

  private StubReplies() {}

  static Reply withStatus(int status) {
    return new Reply(
        status, status == 204 ? Headers.NONE : Headers.of("Content-length", "0"), new byte[0]);
  }

  static Reply redirect(int status) {
    return new Reply(
        status, Headers.of("Location", "/elsewhere", "Content-length", "0"), new byte[0]);
  }
}
