package customerio.agent.commandline;

/** A JVM, and whether the agent is in it. */
record SeenProcess(JavaProcess process, Presence presence) {}
