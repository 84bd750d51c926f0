package customerio.tests.differential.client;

import java.util.List;
import java.util.Map;

/** What the application sees of an answer. */
public record Seen(int status, Map<String, List<String>> headers, String body) {}
