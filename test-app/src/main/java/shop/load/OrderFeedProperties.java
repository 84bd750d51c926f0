package shop.load;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The order feed's settings.
 *
 * @param enabled whether the feed runs at all
 * @param threads how many threads make the calls
 * @param customers how many customers the calls are about
 * @param rate calls per second, of all threads together
 * @param clients customer <i>n</i> uses the entry <i>n</i> modulo the number of entries; an entry
 *     of several clients, joined by {@code +}, means that this customer's calls go through them by
 *     turns
 * @param log the file which records every call and from which a restarted feed goes on
 */
@ConfigurationProperties("shop.load")
record OrderFeedProperties(
    @DefaultValue("false") boolean enabled,
    @DefaultValue("12") int threads,
    @DefaultValue("60") int customers,
    @DefaultValue("60") double rate,
    @DefaultValue("rest-client+okhttp+feign") List<String> clients,
    @DefaultValue("order-feed.ndjson") Path log) {

  List<String> clientsOf(int customer) {
    return List.of(clients.get(customer % clients.size()).split("\\+"));
  }
}
