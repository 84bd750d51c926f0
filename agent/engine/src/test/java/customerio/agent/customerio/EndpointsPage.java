package customerio.agent.customerio;

import java.util.StringJoiner;

/**
 * docs/endpoints.md. How a call is handled, its form in a batch and whose order it keeps are what
 * the code makes of a sample of it; only the reasons are words.
 */
final class EndpointsPage {
  private static final String HEAD =
      """
      # What becomes of each call

      Written by `EndpointsPageTest` from what the code does with a sample of each call; the test fails when they differ.

      * **batched**: answered at once and queued. One that waits alone goes out as the request it was; several share
        `POST /api/v2/batch` (Track) or `POST /v1/batch` (Pipelines), each as the item shown.
      * **alone**: answered at once and queued; goes out as the request it was, with its stamps.
      * **waits**: the application gets Customer.io's own answer, over the agent's connections, limiter and breaker. A call to Track
        or Pipelines that names people goes when what was said about them before has arrived, within the time its client gives it.

      Whatever else is in the table, a call with a query, with two members of one name, or larger than 32 000 bytes as an item
      goes alone. An item without anything by which Customer.io would know a repetition goes alone too, so a batch of unclear
      fate can always be sent again. The raw JSON is spliced and never written anew: numbers, escapes and the order of members
      stay the application's.

      *Order* says whose line the call stands in. A **barrier** shares a batch with nothing else about the same person: what was
      said before has arrived first, and what is said next waits for it.

      Calls about one object keep their order, and one that relates it to a single person keeps that person's order too. Between
      calls about an object and what a person's own identify or `group` says of it no order is kept, nor with several people.

      """;

  private static final String TAIL =
      """

      ## Never answered by the agent

      What can be proven wrong gets Customer.io's own answer: no or broken JSON, invalid UTF-8, a missing or blank name, id,
      token or metric, a path or method no document lists, an id over 150 bytes, an event name over 100, an attribute name over
      150, an attribute's text over 1 000, more than 300 attributes, event data over 100 000, an entity over 32 000, a compressed
      body on Track. A call without a credential, or with `X-HTTP-Method-Override`, is left to the application's client.

      Pipelines answers 200 to what it drops. Such a single call gets that 200 from Customer.io itself; an SDK's batch with such
      a call keeps its place in the queue. Either is counted (`SilentlyDropped`) and said once for each reason:

      %s
      ## Words for what became of it

      | word | means |
      |---|---|
      | accepted | answered, and in the queue |
      | delivered | Customer.io answered 2xx and named no error for it: acceptance, not effect |
      | rejected: *field:reason* | refused by Customer.io, found by halving the batch if need be; a dead letter |
      | oversize: status-413 | too large even alone; a dead letter |
      | misconfigured: status-404 | the place knows no such path, 405 and 407 likewise; a dead letter |
      | expired | older than `queue.max-age`: events older than 72 h start no campaign; a dead letter |
      | unreadable | damaged in the queue; a dead letter |
      | unclear | the answer to a batch did not tell which were taken; each is sent again by itself |
      | paused | 401, 402, 403: all of that credential waits until it is accepted again |
      | retried, held | 408, 429, 5xx, network: sent again, at once, after a pause, or behind others |
      """;

  private EndpointsPage() {}

  static String text() {
    StringBuilder page = new StringBuilder(HEAD);
    for (Api api : Api.values()) {
      page.append(title(api)).append(api == Api.APP ? appHeader() : header());
      for (SampleCall call : SampleCall.values()) {
        if (call.api() == api) {
          page.append(api == Api.APP ? appRow(call) : row(call));
        }
      }
    }
    StringBuilder losses = new StringBuilder("| why it is dropped | what to do |\n|---|---|\n");
    for (SilentLoss loss : SilentLoss.values()) {
      losses.append(cells(loss.words(), loss.remedy()));
    }
    return page.append(TAIL.formatted(losses)).toString();
  }

  private static String title(Api api) {
    return switch (api) {
      case TRACK -> "## Track\n\n";
      case PIPELINES -> "\n## Pipelines\n\n";
      case APP -> "\n## App\n\nNothing of the App API is ever answered by the agent.\n\n";
    };
  }

  private static String header() {
    return "| call | handling | order | goes alone when | why |\n|---|---|---|---|---|\n";
  }

  private static String appHeader() {
    return "| call | handling | why |\n|---|---|---|\n";
  }

  private static String row(SampleCall call) {
    Endpoint endpoint = call.endpoint();
    BatchItem item = BatchForm.of(call.operation(), false, Rules.DEFAULT);
    return cells(
        code(endpoint.method() + ' ' + endpoint.template()),
        item == null ? handling(call) : "batched as " + code(form(item)),
        order(call),
        call.alone,
        call.why);
  }

  private static String appRow(SampleCall call) {
    return cells(code(call.method + ' ' + call.target), handling(call), call.why);
  }

  private static String handling(SampleCall call) {
    return call.endpoint().handling() == Handling.SYNCHRONOUS ? "waits" : "alone";
  }

  private static String form(BatchItem item) {
    return Operations.text(item.json())
        .replace(Operations.ID, "…")
        .replace(MessageId.of(Operations.ID), "…");
  }

  private static String order(SampleCall call) {
    Operation op = call.operation();
    if (!(RequestReader.read(op.endpoint(), op.target(), op.body(), Rules.DEFAULT)
        instanceof Reading.Understood about)) {
      return "";
    }
    StringJoiner order = new StringJoiner(", ");
    order.add(
        about(about.person())
            + (about.otherPerson() == null ? "" : " and " + about(about.otherPerson())));
    if (about.barrier()) {
      order.add("**barrier**");
    }
    return order.toString();
  }

  private static String about(String key) {
    return switch (key.split(":")[0]) {
      case "id", "user" -> "person";
      case "anonymous" -> "visitor";
      case "batch" -> "everybody in it";
      default -> key.split(":")[0];
    };
  }

  private static String code(String text) {
    return '`' + text + '`';
  }

  private static String cells(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }
}
