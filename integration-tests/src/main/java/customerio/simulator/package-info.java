/**
 * Customer.io on loopback, for tests that need the whole way there and back.
 *
 * <p>In a test: {@link customerio.simulator.Simulator#start()}. As a JVM of its own:
 *
 * <pre>
 * java -cp 'target/classes:target/lib/*' customerio.simulator.SimulatorMain --ports-file=ports
 * curl -u site-shop:key-shop -X PUT http://127.0.0.1:$track_us/api/v1/customers/42 -d '{"plan":"a"}'
 * curl http://127.0.0.1:$control/arrivals
 * </pre>
 *
 * <p>Commands of the control port: {@code GET /stats}, {@code GET /arrivals?from=N}, {@code GET
 * /people}, {@code GET /requests}, {@code GET|PUT|DELETE /faults} (see {@link
 * customerio.simulator.faults.FaultJson}), {@code DELETE /state}, {@code POST
 * /refuse?family=track-us&open=false}, {@code POST /credentials}.
 *
 * <p>Paths, fields and limits are those of Customer.io's OpenAPI documents; headers and the
 * three-byte body are those of recorded replies. Where neither says anything, the simulator chose,
 * and a test that depends on the choice should say so:
 *
 * <ul>
 *   <li>what exceeds a limit of the Track API is refused with 400;
 *   <li>a batch of nothing but invalid items is answered 207, as one with a single invalid item;
 *   <li>any string is good as an event id to deduplicate by, and {@code messageId} deduplicates
 *       too, for as long as the simulator lives;
 *   <li>of two writes of one attribute with the same second, the later arrival wins;
 *   <li>Track does not take compressed bodies;
 *   <li>a US account on an EU host is refused with 401.
 * </ul>
 */
package customerio.simulator;
