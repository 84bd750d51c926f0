package customerio.simulator.control;

import org.eclipse.jetty.util.Fields;

/** The parameters of a command. */
record Query(Fields fields) {

  String text(String name) {
    String value = fields.getValue(name);
    if (value == null) {
      throw new IllegalArgumentException("the parameter " + name + " is missing");
    }
    return value;
  }

  long number(String name, long otherwise) {
    String value = fields.getValue(name);
    return value == null ? otherwise : Long.parseLong(value);
  }
}
