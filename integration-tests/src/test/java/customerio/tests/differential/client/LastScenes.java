package customerio.tests.differential.client;

import static customerio.tests.differential.client.Content.ADA;
import static customerio.tests.differential.client.Content.APP;
import static customerio.tests.differential.client.Content.SHOP;

import java.util.stream.IntStream;

/** Many calls, and the end of all. */
record LastScenes(Transcript transcript, Places places) {
  private static final int THREADS = 8;
  private static final int CALLS = 100;

  void play() throws Exception {
    transcript.together(
        Case.CONCURRENT, IntStream.range(0, THREADS).mapToObj(this::identify).toList());
    hundred();
    transcript.scene(Case.AT_THE_END, identify(0));
    transcript.prompt(Case.NOBODY_LISTENS.name());
    Ask gone = Ask.of("GET", places.answers() + "/v1/campaigns?gone", APP);
    transcript.unseen(gone);
    transcript.scene(Case.NOBODY_LISTENS, gone);
  }

  private void hundred() {
    transcript.summed(Case.HUNDRED, IntStream.range(0, CALLS).mapToObj(this::identify).toList());
  }

  private Ask identify(int person) {
    return Ask.of("PUT", places.track() + "/api/v1/customers/many-" + person, SHOP).json(ADA);
  }
}
