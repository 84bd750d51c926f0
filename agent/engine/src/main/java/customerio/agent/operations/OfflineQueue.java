package customerio.agent.operations;

import customerio.agent.atrest.KeyFile;
import customerio.agent.atrest.KeyRing;
import customerio.agent.atrest.UnusableKeyException;
import customerio.agent.credentials.CredentialVault;
import customerio.agent.customerio.Rules;
import customerio.agent.customerio.SingleForm;
import customerio.agent.customerio.WireRequest;
import customerio.agent.operations.QueueStatus.DestinationStatus;
import customerio.agent.queue.disk.DiskQueue;
import customerio.agent.queue.disk.DiskQueueSettings;
import customerio.agent.queue.disk.Durability;
import customerio.agent.queue.disk.QueueFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The queue in the directory of an application, from outside of it.
 *
 * <p>Looking takes no lock and works beside a running application too. A change needs that none
 * runs: it takes over what dead JVMs left, as the application's next start would, and leaves the
 * result to that start.
 */
public final class OfflineQueue implements QueueOperations {
  private static final String STOPPED = "stopped";
  private static final Pattern PID = Pattern.compile("\"pid\":(\\d{1,18})");

  /** What is there already must fit, whatever {@code queue.max-bytes} says. */
  private static final long NO_BOUND = Long.MAX_VALUE / 4;

  private final Path directory;
  private final KeyRing keys;
  private final Rules rules;
  private final Clock clock;
  private final Consumer<String> log;
  private final QueueFiles files;
  private final Viewer viewer;

  private OfflineQueue(
      Path directory, KeyRing keys, Rules rules, Clock clock, Consumer<String> log) {
    this.directory = directory;
    this.keys = keys;
    this.rules = rules;
    this.clock = clock;
    this.log = log;
    this.files = QueueFiles.of(directory, keys, clock);
    this.viewer = new Viewer(files, clock);
  }

  /**
   * @param directory {@code queue.dir} of the application
   * @param keyFile its {@code queue.key-file}; null if it has none: what is encrypted is then shown
   *     without its content, and cannot be changed
   * @param log gets one line for each thing that people should know
   * @throws NoSuchFileException there is no such directory
   * @throws IOException the key file cannot be used
   */
  public static OfflineQueue open(Path directory, Path keyFile, Clock clock, Consumer<String> log)
      throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new NoSuchFileException(directory.toString(), null, "is no queue directory");
    }
    try {
      KeyRing keys = keyFile == null ? KeyRing.NONE : KeyFile.read(keyFile);
      return new OfflineQueue(directory, keys, Rules.DEFAULT, clock, log);
    } catch (UnusableKeyException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** {@inheritDoc} As the files say; a destination is only known here by what waits for it. */
  @Override
  public QueueStatus status() throws IOException {
    TreeMap<String, Long> pending = new TreeMap<>();
    long[] oldest = {Long.MAX_VALUE};
    viewer
        .inventory()
        .walk(
            Selection.PENDING,
            found -> {
              pending.merge(found.destination(), 1L, Long::sum);
              oldest[0] = Math.min(oldest[0], found.capturedAtMillis());
              return true;
            });
    List<DestinationStatus> destinations =
        pending.entrySet().stream()
            .map(entry -> new DestinationStatus(entry.getKey(), entry.getValue(), STOPPED, STOPPED))
            .toList();
    return new QueueStatus(
        false,
        false,
        pending.values().stream().mapToLong(Long::longValue).sum(),
        files.bytes(),
        pending.isEmpty() ? 0 : Math.max(0, clock.millis() - oldest[0]) / 1000.0,
        viewer.deadLettersByReason(),
        "",
        destinations);
  }

  @Override
  public OperationPage list(Selection selection, int limit, String after) throws IOException {
    return viewer.list(selection, limit, after, Set.of());
  }

  @Override
  public List<OperationView> show(String id) throws IOException {
    return viewer.show(id, Set.of());
  }

  /**
   * The request as it would be sent, without host and credential. This is what the application said
   * about a person.
   *
   * @return null when there is nothing under this id that can be read
   */
  public WireRequest request(String id) throws IOException {
    WireRequest[] request = {null};
    viewer
        .inventory()
        .walk(
            Selection.ALL.ids(Set.of(id)),
            found -> {
              request[0] = SingleForm.of(found.operation(), true, rules);
              return false;
            });
    return request[0];
  }

  @Override
  public ExportReport exportTo(Path file, Selection selection) throws IOException {
    return viewer.exportTo(file, selection);
  }

  @Override
  public ImportReport importFrom(Path file) throws IOException {
    return change(editor -> editor.importFrom(file));
  }

  @Override
  public ReplayReport replay(Selection selection) throws IOException {
    return change(editor -> editor.replay(selection));
  }

  @Override
  public PurgeReport purge(Selection selection, String confirmation) throws IOException {
    return change(editor -> editor.purge(selection, confirmation, Set.of()));
  }

  private interface Change<T> {
    T on(Editor editor) throws IOException;
  }

  private synchronized <T> T change(Change<T> change) throws IOException {
    refuseIfInUse(files.held());
    DiskQueueSettings settings =
        DiskQueueSettings.defaults()
            .withMaxBytes(NO_BOUND)
            .withMinFreeBytes(0)
            .withDurability(Durability.INTERVAL)
            .withKeys(keys);
    try (DiskQueue queue = DiskQueue.open(directory, settings, clock, log)) {
      String trouble = queue.state().trouble();
      if (trouble != null) {
        throw new IOException(trouble); // what another user wrote, the application could not read
      }
      CredentialVault credentials = openVault();
      queue.adopt(ticket -> {});
      requireAll(queue.notAdopted());
      return change.on(new Editor(queue, queue, credentials, rules, clock, () -> {}, log));
    }
  }

  /** Written plain, or under another salt, what the user wants encrypted would be told. */
  private CredentialVault openVault() throws IOException {
    CredentialVault credentials = CredentialVault.open(directory, keys, log);
    if (credentials.missingKey() == null) {
      return credentials;
    }
    throw new IOException(
        "the queue in "
            + directory
            + " is encrypted with key "
            + KeyRing.text(credentials.missingKey())
            + "; name the application's queue.key-file; nothing was changed");
  }

  /** An application may have started meanwhile. */
  private void requireAll(List<Path> notAdopted) throws IOException {
    List<Path> held = new ArrayList<>(files.held());
    held.retainAll(notAdopted);
    refuseIfInUse(held);
    if (!notAdopted.isEmpty()) {
      throw new IOException(notAdopted.get(0) + " cannot be taken over; the log says why");
    }
  }

  private void refuseIfInUse(List<Path> held) throws QueueInUseException {
    if (!held.isEmpty()) {
      throw new QueueInUseException(directory, pid(held.get(0)));
    }
  }

  private static long pid(Path instance) {
    try {
      Matcher pid = PID.matcher(Files.readString(instance.resolve("owner.json")));
      return pid.find() ? Long.parseLong(pid.group(1)) : 0;
    } catch (IOException unknown) {
      return 0;
    }
  }
}
