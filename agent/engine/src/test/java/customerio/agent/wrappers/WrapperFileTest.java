package customerio.agent.wrappers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import customerio.agent.capture.CapturedRequest;
import customerio.agent.capture.Header;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrapperFileTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("SITE", "site", "KEY", "key", "HEADER", "Basic abc", "WRITE", "write");

  @TempDir Path directory;

  @Test
  void line_saysWhatTheMethodsCallsSay() throws IOException {
    Wrapper wrapper =
        only(
            "com.acme.Mailer#track(String, java.lang.String, Map<String, List<?>>) = event"
                + " person=1 name=2 attributes=3 credential=env:SITE:KEY");

    assertThat(wrapper.method())
        .hasToString("com.acme.Mailer#track(java.lang.String,java.lang.String,java.util.Map)");
    assertThat(shown(wrapper.request(new Object[] {"p 1", "paid", Map.of("cents", 5)})))
        .isEqualTo(
            "POST https://track.customer.io:443/api/v1/customers/p%201/events"
                + " Authorization: Basic c2l0ZTprZXk=, Content-Type: application/json"
                + " {\"name\":\"paid\",\"data\":{\"cents\":5}}");
  }

  @Test
  void commonLines_holdForWhatIsBelow_untilOneSaysOtherwise() throws IOException {
    List<Wrapper> wrappers =
        good(
            "# for all",
            "api = pipelines",
            "region = eu",
            "credential = env:WRITE",
            "",
            "A#a(long, String...) = event person=1 name=\"signed up\" attribute.plan=2",
            "A#b(int) = delete person=1 api=track region=us credential=env:HEADER");

    assertThat(wrappers.get(0).method()).hasToString("A#a(long,java.lang.String[])");
    assertThat(shown(wrappers.get(0).request(new Object[] {7L, null})))
        .isEqualTo(
            "POST https://cdp-eu.customer.io:443/v1/track"
                + " Authorization: Basic d3JpdGU6, Content-Type: application/json"
                + " {\"userId\":\"7\",\"event\":\"signed up\",\"properties\":{\"plan\":null}}");
    assertThat(shown(wrappers.get(1).request(new Object[] {7})))
        .isEqualTo(
            "DELETE https://track.customer.io:443/api/v1/customers/7 Authorization: Basic abc ");
  }

  @Test
  void callWithoutAPerson_isForTheOriginal() throws IOException {
    Wrapper wrapper = only("A#a(String) = suppress person=1 credential=env:HEADER");

    assertThat(wrapper.request(new Object[] {null})).isNull();
    assertThat(wrapper.request(new Object[] {" "})).isNull();
  }

  @Test
  void credentialFile_isReadAgainWhenItHasChanged() throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), "site:key\n");
    Wrapper wrapper = only("A#a(String) = suppress person=1 credential=file:" + secret);
    assertThat(authorization(wrapper)).isEqualTo("Basic c2l0ZTprZXk=");

    Files.writeString(secret, "Basic new");
    Files.setLastModifiedTime(secret, FileTime.fromMillis(1));

    assertThat(authorization(wrapper)).isEqualTo("Basic new");
  }

  @Test
  void emptyCredentialFile_isNoCredential() throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), "\n");
    Wrapper wrapper = only("A#a(String) = suppress person=1 credential=file:" + secret);

    assertThatThrownBy(() -> authorization(wrapper)).isInstanceOf(IOException.class);

    Files.writeString(secret, "Basic new");
    Files.setLastModifiedTime(secret, FileTime.fromMillis(1));
    assertThat(authorization(wrapper)).isEqualTo("Basic new");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense | expected package.Class#method(ParameterTypes) = operation part=value …",
        "A#a(Strin) = delete person=1 | the parameter type 'Strin' needs its package",
        "A#a(String) = buy person=1 | the operation is none of [identify, event, page, screen,"
            + " delete, suppress, unsuppress, add_device, delete_device]",
        "A#a(String) = delete person=2 | parameter 2 of a method that has 1",
        "A#a(String) = delete person=0 | a value is the number of a parameter, from 1, or a text"
            + " in double quotes",
        "A#a(String) = delete | person=… is missing",
        "A#a(String) = event person=1 | name=… is missing",
        "A#a(String) = delete person=1 name=1 | name is not a part of this operation",
        "A#a(String) = identify person=1 attributes=1 | attributes are a parameter that holds a"
            + " map, not a java.lang.String",
        "A#a(String) = delete person=1 attribute.x=1 | this operation has no attributes",
        "A#a(String) = delete person=1 api=pipelines | this API has no such operation",
        "A#a(String) = delete person=1 api=app | this API has no such operation",
        "A#a(String) = delete person=1 region=asia | the region is none of [us, eu]",
        "A#a(String) = delete person=1 returns=1 | returns is null or empty",
        "A#a(String) = delete person=1 and more | behind the operation, only part=value is"
            + " expected",
        "A#a(String) = delete person=1 persn=1 | 'persn' is none of person, name, device,"
            + " platform, attributes, attribute.NAME, credential, api, region, returns",
        "A#a(String) = delete person=1 credential=env:NO | the environment variable NO is not set",
        "A#a(String) = delete person=1 credential=sEcReT | a credential is env:NAME,"
            + " env:SITE_ID_NAME:API_KEY_NAME or file:/path, not the secret",
        "A#a(String) = delete person=1 credential=env:SITE:5ecr3t | an environment variable that"
            + " credential names is not set",
        "A#<init>(String) = delete person=1 | a constructor cannot be taken over",
        "A#<clinit>() = delete person=\"p\" | a constructor cannot be taken over",
        "A#before(String) = delete person=1 | the same method is in line 2"
      })
  void wrongLine_isExplainedAndLeftOut(String line, String why) throws IOException {
    WrapperFile read = read("credential = env:HEADER", "A#before(String) = delete person=1", line);

    assertThat(read.wrappers()).hasSize(1);
    assertThat(read.problems())
        .containsExactly(
            new WrapperFile.Problem(
                "line 3",
                why
                    + "; the line is left out and its calls run as without the agent; see"
                    + " docs/wrappers.md"));
  }

  @Test
  void withoutACredential_aLineIsWrong() throws IOException {
    assertThat(read("A#a(String) = delete person=1").problems())
        .singleElement()
        .extracting(WrapperFile.Problem::sentence)
        .asString()
        .startsWith("credential=… is missing; ");
  }

  @ParameterizedTest
  @CsvSource({"/not/there/at/all,NoSuchFileException", "a\0b,InvalidPathException"})
  void unreadableFile_isAProblemThatDoesNotShowIt(String file, String why) {
    assertThat(WrapperFile.read(file, ENVIRONMENT))
        .isEqualTo(
            new WrapperFile(
                List.of(),
                List.of(
                    new WrapperFile.Problem(
                        "wrappers.file",
                        "the file that wrappers.file names cannot be read ("
                            + why
                            + "); methods of the application are left alone; give a readable text"
                            + " file"))));
  }

  private Wrapper only(String line) throws IOException {
    return good(line).get(0);
  }

  private List<Wrapper> good(String... lines) throws IOException {
    WrapperFile read = read(lines);
    assertThat(read.problems()).isEmpty();
    return read.wrappers();
  }

  private WrapperFile read(String... lines) throws IOException {
    Path file = Files.write(directory.resolve("wrappers.txt"), List.of(lines));
    return WrapperFile.read(file.toString(), ENVIRONMENT);
  }

  private static String authorization(Wrapper wrapper) throws IOException {
    return wrapper.request(new Object[] {"p"}).headers().first("Authorization");
  }

  private static String shown(CapturedRequest request) {
    return request.method()
        + ' '
        + request.scheme()
        + "://"
        + request.host()
        + ':'
        + request.port()
        + request.target()
        + ' '
        + request.headers().lines().stream()
            .map((Header line) -> line.name() + ": " + line.value())
            .collect(Collectors.joining(", "))
        + ' '
        + new String(request.body(), StandardCharsets.UTF_8);
  }
}
