package customerio.agent.customerio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventNameTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TRACK_EVENT           | {'name':'sign up'}                                   | sign up",
        "TRACK_ANONYMOUS_EVENT | {'name':'invite','data':{'name':'x'}}                | invite",
        "TRACK_ENTITY          | {'type':'person','action':'event','name':'e'}        | e",
        "TRACK_ENTITY          | {'type':'person','action':'page','name':'/home'}     | /home",
        "TRACK_ENTITY          | {'type':'person','action':'identify','name':'e'}     |",
        "TRACK_ENTITY          | {'type':'delivery','action':'event','name':'opened'} |",
        "PIPELINES_TRACK       | {'event':'e','name':'x'}                             | e",
        "PIPELINES_PAGE        | {'name':'/home'}                                     | /home",
        "PIPELINES_SCREEN      | {'userId':'5'}                                       |",
        "TRACK_IDENTIFY        | {'name':'Ada'}                                       |",
        "TRACK_METRICS         | {'name':'x'}                                         |",
        "TRACK_EVENT           | no JSON                                              |"
      })
  void name_isThatOfTheEvent(Endpoint endpoint, String body, String name) {
    byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    Operation operation =
        new Operation("id", 0, endpoint, Region.US, 1, "POST", "/", null, bytes, null);

    assertThat(EventName.of(operation)).isEqualTo(name);
  }
}
