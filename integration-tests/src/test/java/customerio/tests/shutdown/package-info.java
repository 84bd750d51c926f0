/**
 * The end of a process, in all its forms: nothing that was answered is lost, and nobody waits for
 * Customer.io.
 */
package customerio.tests.shutdown;
