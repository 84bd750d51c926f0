package customerio.agent.management;

import java.util.List;

/** The HTTP clients that the agent knows: {@code customerio.agent:type=Clients}. */
@Described("The HTTP clients that the agent knows.")
public interface ClientsMXBean {

  @Described("By name.")
  List<ClientView> getClients();
}
