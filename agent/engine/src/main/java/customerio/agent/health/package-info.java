/** Why the agent is not, or not quite, in order: one list that any room can add to. */
package customerio.agent.health;
