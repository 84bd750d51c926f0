/**
 * {@code java -jar customerio-agent.jar}: what an operator asks from a shell.
 *
 * <pre>
 *   arguments ─▶ RequestParser ─▶ CommandLine ─▶ a report or an action
 *                                     │                  │
 *                                Applications            ▼
 *                                     │           QueueOperations, RunningAgent
 *                   ┌─────────────────┴────────────────┐
 *                   ▼                                  ▼
 *          a running JVM, by attach and JMX    a stopped application's directory
 * </pre>
 */
package customerio.agent.commandline;
