/**
 * Looks at the webhooks that the application receives from Customer.io. It judges and tells; what
 * becomes of a webhook is the application's business alone.
 */
package customerio.agent.webhooks;
