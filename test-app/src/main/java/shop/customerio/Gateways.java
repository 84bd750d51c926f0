package shop.customerio;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** All gateways by the name of their client. */
@Component
public class Gateways {
  private final Map<String, Gateway> byName;

  public Gateways(Map<String, Gateway> byName) {
    this.byName = new TreeMap<>(byName);
  }

  public Set<String> names() {
    return byName.keySet();
  }

  /** The gateway of that name; an unknown name is the fault of the request. */
  public Gateway named(String name) {
    Gateway gateway = byName.get(name);
    if (gateway == null) {
      throw new ResponseStatusException(
          HttpStatus.BAD_REQUEST, "no such client: choose one of " + names());
    }
    return gateway;
  }
}
