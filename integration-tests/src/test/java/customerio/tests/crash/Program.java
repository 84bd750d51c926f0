package customerio.tests.crash;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.jvm.JvmCommand;
import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How a {@link SteadyCaller} is started, time after time, over one queue directory. */
record Program(URI base, Path directory, Path logs) {

  /** A quarter of it is a segment: some 500 words, so that a life may see several. */
  private static final String QUEUE = "8MiB";

  Path queue() {
    return directory.resolve("queue");
  }

  JvmCommand command(int calls, String... settings) {
    return AgentJvm.of(SteadyCaller.class)
        // its life is too short for more
        .options("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m")
        .agent(
            AgentJar.built(),
            Stream.concat(
                    Stream.of(
                        "hosts.extra=track-us=" + base.getAuthority(),
                        "endpoint.track-us=" + base,
                        "queue.dir=" + queue(),
                        "queue.max-bytes=" + QUEUE,
                        // an outage of a test is over in seconds
                        "breaker.open-duration=300ms",
                        "breaker.max-open-duration=1s",
                        "hold.base-delay=300ms",
                        "hold.max-delay=1s",
                        "transport.request-timeout=2s"),
                    Stream.of(settings))
                .toArray(String[]::new))
        .arguments(base.toString(), logs.toString(), Integer.toString(calls));
  }
}
