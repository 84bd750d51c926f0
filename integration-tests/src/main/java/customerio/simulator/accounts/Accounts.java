package customerio.simulator.accounts;

import customerio.simulator.Family;
import customerio.simulator.Region;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who may do what. Without registration these are good for workspace {@code shop} in the US: {@code
 * site-shop:key-shop} (Track), {@code wk-shop} (Pipelines), {@code app-shop} (App); with {@code
 * eu-} before the site, write key or token for workspace {@code eu-shop} in the EU; and so for
 * every other name. Thread-safe.
 */
public final class Accounts {

  private static final Pattern SITE = Pattern.compile("(eu-)?site-(.+)");
  private static final Pattern WRITE_KEY = Pattern.compile("(eu-)?wk-(.+)");
  private static final Pattern APP_TOKEN = Pattern.compile("(eu-)?app-(.+)");

  private final Map<Credential, Account> registered = new ConcurrentHashMap<>();
  private final Set<Credential> revoked = ConcurrentHashMap.newKeySet();

  public void register(Credential credential, Account account) {
    revoked.remove(credential);
    registered.put(credential, account);
  }

  /** From now on 401, until it is registered or restored. */
  public void revoke(Credential credential) {
    revoked.add(credential);
  }

  public void restore(Credential credential) {
    revoked.remove(credential);
  }

  /** Null for nobody. */
  Account find(Credential credential) {
    if (credential == null || revoked.contains(credential)) {
      return null;
    }
    Account account = registered.get(credential);
    return account != null ? account : byName(credential);
  }

  private static Account byName(Credential credential) {
    Pattern pattern =
        switch (credential.family()) {
          case TRACK -> SITE;
          case PIPELINES -> WRITE_KEY;
          case APP -> APP_TOKEN;
        };
    Matcher matcher = pattern.matcher(credential.user());
    if (!matcher.matches()) {
      return null;
    }
    String name = matcher.group(2);
    String secret = credential.family() == Family.TRACK ? "key-" + name : "";
    if (!credential.secret().equals(secret)) {
      return null;
    }
    return matcher.group(1) == null
        ? new Account(name, Region.US)
        : new Account(matcher.group(1) + name, Region.EU);
  }
}
