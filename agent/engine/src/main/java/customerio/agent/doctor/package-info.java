/**
 * Looks for what may stand between an application, its agent and Customer.io: from outside, before
 * or while the application runs. Nothing it does has an effect on anybody: it asks Customer.io at
 * most whether it is there, and where an account lives.
 */
package customerio.agent.doctor;
