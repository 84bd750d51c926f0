/** What operators look through: Prometheus with our alerts and dashboard, and Zipkin. */
package customerio.tests.backends;
