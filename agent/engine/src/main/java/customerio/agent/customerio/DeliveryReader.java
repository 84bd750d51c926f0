package customerio.agent.customerio;

import customerio.agent.customerio.Reading.NotUnderstood;
import customerio.agent.customerio.Reading.Understood;

/** Reports about a message that was delivered: metrics and push events. */
final class DeliveryReader {

  private DeliveryReader() {}

  /**
   * @param metric the member that says what happened
   */
  static Reading read(RawObject report, String metric) {
    if (report == null) {
      return new NotUnderstood("json-invalid");
    }
    String delivery = report.string("delivery_id");
    if (delivery == null || delivery.isBlank()) {
      return new NotUnderstood("delivery-missing");
    }
    String event = report.string(metric);
    return event == null || event.isBlank()
        ? new NotUnderstood("metric-missing")
        : Understood.about("delivery:" + delivery);
  }
}
