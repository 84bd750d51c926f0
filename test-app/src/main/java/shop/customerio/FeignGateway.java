package shop.customerio;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/** OpenFeign, on whichever HTTP client it was built with. */
class FeignGateway implements Gateway {
  private final FeignTrackApi api;

  FeignGateway(FeignTrackApi api) {
    this.api = api;
  }

  @Override
  public CompletionStage<Void> identify(String customer, Map<String, Object> attributes) {
    api.identify(customer, attributes);
    return Gateway.answered();
  }

  @Override
  public CompletionStage<Void> track(String customer, String event, Map<String, Object> data) {
    api.track(customer, new FeignTrackApi.Event(event, data));
    return Gateway.answered();
  }
}
