package customerio.agent.management;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.agent.atrest.KeyRing;
import customerio.agent.credentials.CredentialVault;
import customerio.agent.customerio.Api;
import customerio.agent.customerio.Endpoint;
import customerio.agent.customerio.Mentions;
import customerio.agent.customerio.Rules;
import customerio.agent.routing.Router;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutingBeanTest {
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final List<String> log = new ArrayList<>();

  @TempDir Path directory;

  @Test
  void bean_showsCallsByWorkspaceAndIncidents() throws Exception {
    ObjectName name = new ObjectName("customerio.agent:type=Routing");
    CredentialVault vault = CredentialVault.open(directory, KeyRing.NONE, log::add);
    try (Router router = Router.open(file(), directory, vault, false, 100, log::add)) {
      Jmx.open(log::add).register("type=Routing", new RoutingBean(router), RoutingMXBean.class);
      router.routes(
          Api.TRACK,
          vault.learn("Basic ZXU6aw=="),
          Mentions.of(
              Endpoint.TRACK_IDENTIFY,
              "/api/v1/customers/5",
              "{\"country\":\"DE\",\"email\":\"a@b.co\"}".getBytes(StandardCharsets.UTF_8),
              Rules.DEFAULT),
          false);
      router.routes(
          Api.TRACK,
          vault.learn("Basic dXM6aw=="),
          Mentions.of(
              Endpoint.TRACK_IDENTIFY,
              "/api/v1/customers/5",
              "{\"country\":\"US\"}".getBytes(StandardCharsets.UTF_8),
              Rules.DEFAULT),
          false);

      CompositeData route = ((CompositeData[]) server.getAttribute(name, "Routes"))[0];
      assertThat(route.getAll(new String[] {"workspace", "region", "calls"}))
          .containsExactly("eu", "eu", 2L);
      assertThat(server.getAttribute(name, "AssignedNames")).isEqualTo(2L);
      TabularData incidents = (TabularData) server.getAttribute(name, "Incidents");
      assertThat(incidents.get(new Object[] {"stayed"}).get("value")).isEqualTo(1L);
      assertThat(incidents.get(new Object[] {"mixed-batch"}).get("value")).isEqualTo(0L);
    } finally {
      OurBeans.remove();
    }
    assertThat(log).hasSize(1);
  }

  private Path file() throws Exception {
    Path file = directory.resolve("routing.properties");
    Files.writeString(
        file,
        """
        workspace.eu.region = eu
        workspace.eu.track = Basic ZXU6aw==
        workspace.us.region = us
        workspace.us.track = Basic dXM6aw==
        rule.1 = country country: DE -> eu; US -> us
        """);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
