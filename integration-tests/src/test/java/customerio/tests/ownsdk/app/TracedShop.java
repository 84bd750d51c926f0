package customerio.tests.ownsdk.app;

import customerio.tests.crash.TrackCalls;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.function.Function;

/**
 * An application that traces its own requests. Answers {@code identify PERSON SEQ} and {@code event
 * PERSON SEQ} with the status, called in a span {@code checkout}, and closes its SDK at {@code
 * close}.
 */
public final class TracedShop implements Function<String, String> {
  private final OpenTelemetry telemetry;
  private final TrackCalls calls;

  /**
   * @param name of the shop, to tell its spans by
   * @param sdk one of {@link Sdk}
   */
  public TracedShop(String name, String sdk, String base) {
    telemetry = Sdk.valueOf(sdk).make(name);
    calls = new TrackCalls(URI.create(base));
  }

  @Override
  public String apply(String command) {
    if (command.startsWith("close")) {
      ((OpenTelemetrySdk) telemetry).close();
      return "closed";
    }
    Span request = telemetry.getTracer("shop").spanBuilder("checkout").startSpan();
    Scope current = request.makeCurrent();
    try {
      return answer(command.split(" "));
    } finally {
      current.close();
      request.end();
    }
  }

  private String answer(String[] words) {
    try {
      int status =
          words[0].equals("identify")
              ? calls.identify(words[1], Long.parseLong(words[2]))
              : calls.event(words[1], Long.parseLong(words[2]));
      return Integer.toString(status);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
