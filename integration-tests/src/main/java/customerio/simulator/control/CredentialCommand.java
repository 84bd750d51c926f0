package customerio.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import customerio.simulator.Family;
import customerio.simulator.Json;
import customerio.simulator.Region;
import customerio.simulator.accounts.Account;
import customerio.simulator.accounts.Accounts;
import customerio.simulator.accounts.Credential;
import java.util.Locale;

/**
 * {@code {"action":"register|revoke|restore","family":"track","user":"…","secret":"…",
 * "workspace":"shop","region":"us"}}; workspace and region only to register.
 */
final class CredentialCommand {

  private CredentialCommand() {}

  static byte[] run(Accounts accounts, byte[] body) {
    JsonNode json = Json.parse(body);
    if (json == null) {
      throw new IllegalArgumentException("a credential is a JSON object");
    }
    Credential credential =
        new Credential(
            Family.valueOf(required(json, "family").toUpperCase(Locale.ROOT)),
            required(json, "user"),
            json.path("secret").asText());
    switch (required(json, "action")) {
      case "register" ->
          accounts.register(
              credential,
              new Account(
                  required(json, "workspace"),
                  Region.valueOf(required(json, "region").toUpperCase(Locale.ROOT))));
      case "revoke" -> accounts.revoke(credential);
      case "restore" -> accounts.restore(credential);
      default -> throw new IllegalArgumentException("action must be register, revoke or restore");
    }
    return Json.bytes(Json.object());
  }

  private static String required(JsonNode json, String field) {
    String text = Json.text(json, field);
    if (text == null) {
      throw new IllegalArgumentException(field + " is missing");
    }
    return text;
  }
}
