package customerio.simulator.state;

/**
 * @param reason why it was not simply applied; null when there is nothing to say
 */
public record Outcome(Result result, String reason) {

  public static final Outcome APPLIED = new Outcome(Result.APPLIED, null);

  public static Outcome applied(String remark) {
    return new Outcome(Result.APPLIED, remark);
  }

  public static Outcome ignored(String reason) {
    return new Outcome(Result.IGNORED, reason);
  }

  public static Outcome duplicate(String reason) {
    return new Outcome(Result.DUPLICATE, reason);
  }

  public static Outcome refused(String reason) {
    return new Outcome(Result.REFUSED, reason);
  }
}
