package customerio.tests.soak.app;

/** By Track's API, as teams call it by hand. */
abstract class HttpSpeaker extends Speaker {
  private final String base;

  HttpSpeaker(String base) {
    this.base = base;
  }

  @Override
  final String say(String person, long seq, boolean identify) throws Exception {
    String customer = base + "/api/v1/customers/" + person;
    return identify
        ? send("PUT", customer, "{\"seq\":" + seq + "}")
        : send("POST", customer + "/events", "{\"name\":\"said\",\"data\":{\"seq\":" + seq + "}}");
  }

  /**
   * With {@link #AUTHORIZATION}, as {@link #JSON}; reads the answer to its end.
   *
   * @return its {@link #SIGN}
   */
  abstract String send(String method, String url, String json) throws Exception;
}
