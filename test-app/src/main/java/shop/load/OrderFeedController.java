package shop.load;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the order feed's state, and stops it. */
@RestController
@RequestMapping("/order-feed")
@ConditionalOnProperty("shop.load.enabled")
class OrderFeedController {
  private final OrderFeed feed;

  OrderFeedController(OrderFeed feed) {
    this.feed = feed;
  }

  @GetMapping
  OrderFeed.State state() {
    return feed.state();
  }

  @DeleteMapping
  OrderFeed.State stop() {
    feed.stop();
    return feed.state();
  }
}
