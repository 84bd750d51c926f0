package customerio.tests.differential.client;

import static customerio.tests.differential.client.Content.ADA;
import static customerio.tests.differential.client.Content.APP;
import static customerio.tests.differential.client.Content.SHOP;

/** Calls whose answer the application waits for, and what clients do with answers. */
record ReadScenes(Transcript transcript, Places places, Caller caller) {

  void play() throws Exception {
    transcript.scene(Case.READ, track("GET"));
    redirects();
    answers();
    transcript.scene(Case.READ_TWICE, () -> caller.sendAndReadTwice(answer("huge")));
    transcript.scene(
        Case.CLOSED_EARLY, () -> caller.sendAndCloseEarly(answer(caller.closedEarly())));
    transcript.threadScene(Case.ANSWERING_THREAD, answer("kept"));
    transcript.scene(Case.HEAD, track("HEAD"));
    transcript.scene(
        Case.OPTIONS, Ask.of("OPTIONS", places.track() + "/api/v1/customers/ada", SHOP));
    foreign();
  }

  private void redirects() {
    transcript.scene(Case.REDIRECT, Ask.of("GET", places.answers() + "/v1/moved", APP));
    transcript.scene(
        Case.REDIRECT_WITH_BODY, Ask.of("POST", places.answers() + "/v1/moved", APP).json("{}"));
  }

  private void answers() {
    transcript.scene(Case.GZIP_ANSWER, answer("gzip"));
    transcript.scene(Case.CHUNKED_ANSWER, answer("chunked"));
    transcript.scene(Case.HUGE_ANSWER, answer("huge"));
    transcript.scene(Case.NO_CONTENT, answer("204"));
    transcript.scene(Case.NOT_FOUND, answer("404"));
    transcript.scene(Case.FAILURE, answer("502"));
    transcript.headerScene(Case.HEADER_NAMES, answer("names"));
    transcript.scene(Case.CUT_ANSWER, answer("cut"));
  }

  private void foreign() {
    Ask put = Ask.of("PUT", places.foreign() + "/api/v1/customers/ada", SHOP).json(ADA);
    transcript.scene(Case.FOREIGN_HOST, put);
    transcript.scene(Case.FOREIGN_HEADERS, put.header("x-oDD", "1").header("A-first", "2"));
    transcript.scene(Case.FOREIGN_CHUNKED, put.framed(Ask.Framing.CHUNKED));
  }

  private Ask track(String method) {
    return Ask.of(method, places.track() + "/api/v1/accounts/region", SHOP);
  }

  private Ask answer(String which) {
    return Ask.of("GET", places.answers() + "/v1/campaigns?answer=" + which, APP);
  }
}
