package shop.web;

import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import shop.customerio.Gateways;

/** A customer buys something. */
@RestController
class OrderController {
  private final Gateways gateways;

  OrderController(Gateways gateways) {
    this.gateways = gateways;
  }

  record Order(String customer, String number, BigDecimal total) {}

  @PostMapping("/orders")
  CompletionStage<Void> order(
      @RequestBody Order order, @RequestParam(defaultValue = "okhttp") String client) {
    return gateways
        .named(client)
        .track(order.customer(), "order", Map.of("number", order.number(), "total", order.total()));
  }
}
