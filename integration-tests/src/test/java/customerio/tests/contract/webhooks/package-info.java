/** Applications that receive webhooks, on several servers; none knows of the agent. */
package customerio.tests.contract.webhooks;
