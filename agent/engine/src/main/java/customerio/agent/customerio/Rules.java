package customerio.agent.customerio;

/**
 * What the documents leave to a workspace's settings, or to whoever runs the agent.
 *
 * @param emailIdentifies whether an e-mail address in the path of a v1 call stands for the person
 *     who has that address. In a workspace where e-mail is no identifier it is an id that looks
 *     like one.
 * @param stampIdentify whether an identify that was delayed says when it was said
 * @param stampEvents whether an event gets an id, and says when it was said if it was delayed
 */
public record Rules(boolean emailIdentifies, boolean stampIdentify, boolean stampEvents) {

  /** As workspaces are made, and nothing held back. */
  public static final Rules DEFAULT = new Rules(true, true, true);
}
