package customerio.tests.differential.client;

/**
 * The program of the contract: every {@link Case} through any client, and what comes of it on
 * standard output. Knows nothing of an agent.
 */
public final class Scenes {

  /** The last prompt. */
  public static final String END = "end";

  /** The person about whom Track never answers. */
  public static final String UNANSWERED = "unanswered";

  private Scenes() {}

  /**
   * @param arguments class of the caller; base addresses in the order of {@link Places}
   */
  public static void main(String[] arguments) throws Exception {
    Caller caller = (Caller) Class.forName(arguments[0]).getConstructor().newInstance();
    Places places = Places.of(arguments, 1);
    Transcript transcript = new Transcript(caller, places.names());
    transcript.about(caller);
    new WriteScenes(transcript, places, caller).play();
    new ReadScenes(transcript, places, caller).play();
    new DisturbedScenes(transcript, places, caller).play();
    new LastScenes(transcript, places).play();
    transcript.prompt(END);
    // clients keep threads of their own
    System.out.flush();
    System.exit(0);
  }
}
