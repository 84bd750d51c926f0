/** What the agent says to whoever reads the application's log. */
package customerio.agent.log;
