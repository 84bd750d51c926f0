package customerio.tests.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJar;
import customerio.jvm.AgentJvm;
import customerio.tests.sdk.client.GeneratedProgram;
import customerio.tests.sdk.client.MicroProfileProgram;
import customerio.tests.sdk.client.RudderProgram;
import customerio.tests.sdk.client.SegmentProgram;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * P1 and P6 for SDKs that collect by themselves: their callbacks hear the same, and the same
 * arrives at Customer.io, with and without the agent.
 */
class SdkIT {
  private static final Path CLIENTS = Path.of("../clients/target/jars");

  private static final Path GENERATED = Path.of("../generated-clients/target");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"segment-3.4.0", "segment-3.5.4"})
  void segment_uploadsTheSame(String version) throws Exception {
    SdkRun withAgent = theSame(SegmentProgram.class, version, "authorized");

    assertThat(withAgent.said())
        .containsExactly(
            "uploaded 200",
            "m1 succeeded",
            "m2 succeeded",
            "uploaded 200",
            "m3 succeeded",
            "m4 succeeded",
            "m5 succeeded");
    assertThat(withAgent.answeredByTheAgent()).as("but for the first of the key").isEqualTo(1);
    assertThat(withAgent.arrived().values()).extracting(List::size).containsExactly(5);
  }

  /**
   * The SDK up to 3.5.4 says its key in the body only. The simulator takes that; whether
   * Customer.io does is written nowhere, so the agent does not promise it.
   */
  @Test
  void segmentWithoutItsKeyInAHeader_isLeftAlone() throws Exception {
    SdkRun withAgent = theSame(SegmentProgram.class, "segment-3.5.4", "as it is");

    assertThat(withAgent.said()).filteredOn(line -> line.endsWith("succeeded")).hasSize(5);
    assertThat(withAgent.answeredByTheAgent()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rudder-3.0.0", "rudder-3.1.2"})
  void rudder_uploadsTheSame(String version) throws Exception {
    SdkRun withAgent = theSame(RudderProgram.class, version);

    assertThat(withAgent.said()).filteredOn(line -> line.endsWith("succeeded")).hasSize(5);
    assertThat(withAgent.answeredByTheAgent()).as("but for the first of the key").isEqualTo(1);
    assertThat(withAgent.arrived().values()).extracting(List::size).containsExactly(5);
  }

  /** CXF's, which makes its calls with the JDK's client, over a pipe. */
  @Test
  void microProfileRestClient_saysTheSame() throws Exception {
    SdkRun withAgent =
        theSame(
            (track, pipelines) ->
                AgentJvm.of(MicroProfileProgram.class)
                    .classPath(CLIENTS.resolve("cxf-4.1.5").resolve("*"))
                    .arguments(track));

    assertThat(withAgent.said())
        .containsExactly(
            "200 {}\\n",
            "200 {}\\n",
            "200 {}\\n",
            "jakarta.ws.rs.WebApplicationException 400",
            "200 {}\\n");
    assertThat(withAgent.answeredByTheAgent()).isEqualTo(3);
  }

  /**
   * On the JDK's client, OkHttp, RestTemplate, WebClient, Feign and Apache HttpClient 5; named for
   * their packages.
   */
  @ParameterizedTest
  @ValueSource(strings = {"jdk", "okhttp", "resttemplate", "webclient", "feign", "apache5"})
  void generatedClient_saysTheSame(String library) throws Exception {
    SdkRun withAgent =
        theSame(
            (track, pipelines) ->
                AgentJvm.of(GeneratedProgram.class)
                    .classPath(GENERATED.resolve("classes"), GENERATED.resolve("lib").resolve("*"))
                    .arguments("customerio.generated." + library, track, pipelines));

    assertThat(withAgent.said()).hasSize(10);
    assertThat(withAgent.arrived()).containsKeys("id:ada", "id:bob", "id:eve", "id:joe");
    assertThat(withAgent.answeredByTheAgent()).isPositive();
  }

  private SdkRun theSame(Class<?> program, String version, String... arguments) throws Exception {
    return theSame(
        (track, pipelines) ->
            AgentJvm.of(program)
                .classPath(CLIENTS.resolve(version).resolve("*"))
                .arguments(pipelines)
                .arguments(arguments));
  }

  private SdkRun theSame(SdkRun.Program command) throws Exception {
    SdkRun alone = SdkRun.alone(command);
    SdkRun withAgent = SdkRun.withAgent(command, AgentJar.built(), directory.resolve("queue"));

    assertThat(withAgent.said()).isEqualTo(alone.said());
    assertThat(withAgent.arrived()).isEqualTo(alone.arrived());
    assertThat(alone.answeredByTheAgent()).isZero();
    return withAgent;
  }
}
