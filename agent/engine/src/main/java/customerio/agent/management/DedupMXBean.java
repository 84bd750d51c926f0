package customerio.agent.management;

/** {@code customerio.agent:type=Dedup}. */
@Described("What recognises calls that repeat others and change nothing.")
public interface DedupMXBean {

  @Described("Calls that were answered and not queued, since start.")
  @Unit("calls")
  long getDeduplicated();

  @Described("Of a hundred calls that were answered at once, how many were not queued.")
  @Unit("percent")
  double getDeduplicatedPercent();

  @Described("Calls that later ones are compared with; outdated ones are counted until they go.")
  @Unit("calls")
  long getEntries();

  @Described("The setting dedup.max-entries, for identifies and for events each.")
  @Unit("calls")
  long getCapacityEntries();

  @Described("The setting dedup.identify.window; 0 = identifies are not compared.")
  @Unit("seconds")
  double getIdentifyWindowSeconds();

  @Described("The setting dedup.events: off, id or composite.")
  String getEvents();

  @Described("The setting dedup.events.window.")
  @Unit("seconds")
  double getEventsWindowSeconds();

  @Described("Compares with nothing that was said before: a few repetitions go out.")
  void forget();
}
