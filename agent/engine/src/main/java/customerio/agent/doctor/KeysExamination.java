package customerio.agent.doctor;

import customerio.agent.capture.Headers;
import customerio.agent.capture.Reply;
import customerio.agent.config.HostRole;
import customerio.agent.config.RegionChoice;
import customerio.agent.customerio.AccountRegion;
import customerio.agent.customerio.CredentialQuestion;
import customerio.agent.customerio.Region;
import customerio.agent.transport.TransportException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Credentials of Track: whether Customer.io knows them, and in which region their account lives.
 * The question has no effect. About write keys of Pipelines only a write could be asked, and about
 * keys of the App API nothing; so those are not sent.
 */
final class KeysExamination implements Examination {
  private static final String SUBJECT = "key";

  private final List<KeyInHand> keys;

  KeysExamination(List<KeyInHand> keys) {
    this.keys = List.copyOf(keys);
  }

  @Override
  public List<Finding> look(Patient patient) {
    List<Finding> findings = new ArrayList<>();
    if (keys.isEmpty()) {
      return findings;
    }
    try (Wire wire = new Wire(patient.settings().transport().connectTimeout())) {
      for (KeyInHand key : keys) {
        findings.add(
            switch (key.kind()) {
              case TRACK -> ask(key, patient, wire);
              case PIPELINES -> Finding.ok(SUBJECT, key.name() + ": of Pipelines; not asked about");
              case APP -> Finding.ok(SUBJECT, key.name() + ": of the App API; not asked about");
              case NONE ->
                  Finding.fail(
                      SUBJECT,
                      key.name() + ": neither an Authorization value nor SITE_ID:API_KEY",
                      "write 'Basic ...' as the application sends it, or SITE_ID:API_KEY");
            });
      }
    }
    return findings;
  }

  /** Either region's host knows the accounts of both. */
  private static Finding ask(KeyInHand key, Patient patient, Wire wire) {
    RegionChoice choice = patient.settings().accounts().region();
    URI server =
        patient
            .settings()
            .endpoints()
            .get(choice == RegionChoice.EU ? HostRole.TRACK_EU : HostRole.TRACK_US);
    try {
      Reply reply =
          wire.get(
              server,
              CredentialQuestion.TRACK.target(),
              Headers.of("Authorization", key.authorization()));
      return switch (CredentialQuestion.TRACK.verdict(reply.status())) {
        case ACCEPTED -> accepted(key, choice, AccountRegion.read(reply.body()));
        case REFUSED ->
            Finding.fail(
                SUBJECT,
                key.name() + ": Customer.io does not know it (" + reply.status() + ")",
                "copy site id and API key again from Customer.io's settings");
        case UNKNOWN ->
            Finding.warn(
                SUBJECT,
                key.name() + ": " + server.getHost() + " answers " + reply.status(),
                "ask again later");
      };
    } catch (TransportException failure) {
      return Finding.warn(
          SUBJECT, key.name() + ": could not be asked about: " + failure.getMessage(), "see above");
    }
  }

  private static Finding accepted(KeyInHand key, RegionChoice choice, Region region) {
    if (region == null) {
      return Finding.ok(SUBJECT, key.name() + ": accepted; its region was not told");
    }
    String word = region.name().toLowerCase(Locale.ROOT);
    String lives = key.name() + ": accepted; its account lives in the region " + word;
    boolean isElsewhere =
        choice == RegionChoice.US && region != Region.US
            || choice == RegionChoice.EU && region != Region.EU;
    if (isElsewhere) {
      return Finding.fail(
          SUBJECT,
          lives + ", and region=" + choice.name().toLowerCase(Locale.ROOT) + " is set",
          "set region=" + word + ", or region=auto");
    }
    return choice == RegionChoice.AS_CALLED
        ? Finding.ok(SUBJECT, lives + "; the application has to call " + host(region))
        : Finding.ok(SUBJECT, lives);
  }

  private static String host(Region region) {
    return (region == Region.EU ? HostRole.TRACK_EU : HostRole.TRACK_US).host();
  }
}
