package customerio.tests.environments;

import static org.assertj.core.api.Assertions.assertThat;

import customerio.jvm.AgentJvm;
import customerio.tests.environments.shop.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two wars of Spring Boot in one Tomcat, each with an OkHttp of its own. */
@Tag("matrix")
class BootWarsIT {
  private static final String[] CLIENTS = {"OkHttpShopClient", "JdkClient", "UrlConnectionClient"};
  private static final int CALLS_PER_VISIT = CLIENTS.length * Shop.CALLS_PER_CLIENT;
  private static final List<String> VISITS = List.of("/one/", "/two/", "/one/");
  private static final int CALLS = VISITS.size() * CALLS_PER_VISIT;

  private static final String APPLICATION =
      """
      package web;

      import customerio.tests.environments.shop.Shop;
      import java.net.URI;
      import org.springframework.boot.autoconfigure.SpringBootApplication;
      import org.springframework.boot.builder.SpringApplicationBuilder;
      import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;
      import org.springframework.web.bind.annotation.GetMapping;
      import org.springframework.web.bind.annotation.RequestParam;
      import org.springframework.web.bind.annotation.RestController;

      @SpringBootApplication
      @RestController
      public class WarShop extends SpringBootServletInitializer {
        @Override
        protected SpringApplicationBuilder configure(SpringApplicationBuilder application) {
          return application.sources(WarShop.class);
        }

        @GetMapping("/")
        public String say(
            @RequestParam("base") String base,
            @RequestParam("first") int first,
            @RequestParam("client") String[] clients)
            throws Exception {
          return Shop.say(URI.create(base), first, clients).toString();
        }
      }
      """;

  @TempDir Path directory;

  @Test
  void E09_twoWarsOfSpringBoot_areServed() throws Exception {
    Path classes = classes();
    try (Proof proof = new Proof(directory)) {
      List<String> alone = new ArrayList<>();
      visit(proof, classes, directory.resolve("alone"), alone);
      List<String> served = new ArrayList<>();
      AgentJvm.Finished finished =
          visit(proof, classes, directory.resolve("served"), served, proof.agent());

      assertThat(served).isEqualTo(alone).allMatch(answer -> answer.startsWith("200 "));
      proof.saysNoMoreThanItShould(finished, CALLS);
    }
  }

  private AgentJvm.Finished visit(
      Proof proof, Path classes, Path base, List<String> answers, String... options)
      throws Exception {
    Path webapps = Files.createDirectories(base.resolve("webapps"));
    war(webapps.resolve("one.war"), classes, "okhttp-4");
    war(webapps.resolve("two.war"), classes, "okhttp-5");
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("-Dspring.main.banner-mode=off", "-Dlogging.level.root=warn"));
    try (TomcatServer tomcat = TomcatServer.start(base, all.toArray(String[]::new))) {
      for (int visit = 0; visit < VISITS.size(); visit++) {
        answers.add(tomcat.get(page(VISITS.get(visit), proof, visit * CALLS_PER_VISIT)));
      }
      proof.eachArrivedOnce(CALLS);
      if (options.length > 0) {
        Proof.showsNoFault(tomcat.jvm(), CALLS);
      }
      tomcat.jvm().terminate();
      return tomcat.jvm().await();
    }
  }

  private Path classes() throws IOException {
    return Compiler.type(
        directory.resolve("classes"),
        "WarShop",
        APPLICATION,
        both(Jars.of("bootwar"), Path.of("target", "test-classes"), TomcatServer.servletApi()));
  }

  private static void war(Path file, Path classes, String okHttp) throws IOException {
    Archives.bootWar(file, classes, "web.WarShop", both(Jars.of("bootwar"), Jars.of(okHttp)));
  }

  private static String page(String context, Proof proof, int first) {
    return context
        + "?base="
        + proof.base()
        + "&first="
        + first
        + "&client="
        + String.join("&client=", CLIENTS);
  }

  private static Path[] both(Path[] these, Path... those) {
    return Stream.concat(Stream.of(these), Stream.of(those)).toArray(Path[]::new);
  }
}
