/**
 * An application that says what happens in a shop to Customer.io, over clients that it finds where
 * it runs. Plain Java and the clients, nothing of the tests: it is put into jars, wars, modules and
 * images.
 */
package customerio.tests.environments.shop;
