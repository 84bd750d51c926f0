package customerio.tests.pictures;

import customerio.tests.backends.TracedShop;
import customerio.tests.backends.ZipkinServer;
import customerio.tests.otlp.OtlpReceiver;
import customerio.tests.page.Chromium;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request, the call that was taken over, its delivery and two attempts, as Zipkin shows them. */
class ZipkinPicture {
  private static final String SENT_AGAIN =
      "traces?serviceName=shop&annotationQuery=http.request.resend_count%3D1";

  /** Zipkin's page comes before its trace does. */
  private static final String DRAWN =
      """
      new Promise(drawn => {
        const look = () =>
          document.body.textContent.toLowerCase().includes('send customerio.track')
            ? drawn(true)
            : setTimeout(look, 100);
        look();
      })\
      """;

  @TempDir Path directory;

  @Test
  void traceOfARetriedDelivery() throws Exception {
    ZipkinServer.neededOrSkip();
    Path picture = Pictures.of("zipkin.png");
    try (ZipkinServer zipkin = ZipkinServer.start();
        OtlpReceiver collector = OtlpReceiver.start();
        TracedShop shop = TracedShop.start(directory, zipkin.spans(), collector.endpoint());
        Chromium browser = Chromium.start(directory.resolve("profile"))) {
      shop.ordersWhileCustomerioStumbles();
      String trace =
          zipkin
              .awaits(SENT_AGAIN, found -> found.size() == 1 && found.get(0).size() == 6)
              .at("/0/0/traceId")
              .asText();
      browser.resize(1400, 640);
      browser.open(zipkin.page(trace));
      browser.evaluate(DRAWN);
      browser.picture(picture);
    }
    Pictures.isSmall(picture);
  }
}
