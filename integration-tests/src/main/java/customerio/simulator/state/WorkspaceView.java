package customerio.simulator.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import customerio.simulator.Region;
import java.util.List;
import java.util.Map;

/**
 * A workspace at one moment.
 *
 * @param suppressed identifiers such as {@code id:42}
 * @param anonymousEvents that belong to nobody yet, by anonymous id
 * @param objects attributes by {@code <object type>/<object>}
 * @param repeatedEventIds how often each id came that came more than once
 * @param repeatedMessageIds likewise
 */
public record WorkspaceView(
    String name,
    Region region,
    List<PersonView> people,
    List<String> suppressed,
    Map<String, List<PersonEvent>> anonymousEvents,
    Map<String, ObjectNode> objects,
    Map<String, Integer> repeatedEventIds,
    Map<String, Integer> repeatedMessageIds) {}
