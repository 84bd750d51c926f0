package customerio.agent.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.capture.SynchronousRoute;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Region;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Customer.io as a test wants it; keeps what it was asked, and tells of answers as delivery does.
 */
final class ScriptedRoute implements SynchronousRoute {
  interface Told {
    void answered(Api api, Region called, int status);
  }

  private final Told told;
  final List<CapturedRequest> asked = new ArrayList<>();

  /** Null: there is none. */
  Reply answer;

  /** The same of the data centre in the EU, if it is not null. */
  Reply answerInTheEu;

  ScriptedRoute(Told told) {
    this.told = told;
  }

  void answers(int status, String body) {
    answer = new Reply(status, Headers.NONE, body.getBytes(UTF_8));
  }

  List<String> lines() {
    return asked.stream().map(request -> request.method() + ' ' + request.rawPath()).toList();
  }

  @Override
  public CompletableFuture<Reply> exchangeAsync(
      CapturedRequest request,
      String target,
      Api api,
      Region region,
      long credential,
      Duration timeout) {
    asked.add(request);
    Reply reply = region == Region.EU && answerInTheEu != null ? answerInTheEu : answer;
    if (reply == null) {
      return CompletableFuture.failedFuture(new IOException("no answer"));
    }
    told.answered(api, region, reply.status());
    return CompletableFuture.completedFuture(reply);
  }

  @Override
  public Reply exchange(
      CapturedRequest request,
      String target,
      Api api,
      Region region,
      long credential,
      Duration timeout) {
    throw new AssertionError("would block");
  }
}
