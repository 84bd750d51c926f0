package shop.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Customer.io reports what became of a message. */
@RestController
class WebhookController {

  record Report(@JsonProperty("event_id") String eventId, String metric) {}

  @PostMapping("/webhooks/customerio")
  String reported(@RequestBody Report report) {
    return report.metric() + ' ' + report.eventId();
  }
}
