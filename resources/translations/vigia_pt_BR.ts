<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
    <context>
        <name>vigia::ui::pages::RunActions</name>
        <message>
            <source>Remove</source>
            <translation>Remover</translation>
        </message>
        <message>
            <source>Remove runs</source>
            <translation>Remover execuções</translation>
        </message>
        <message>
            <source>The run of %1 goes, with its notes.</source>
            <translation>A execução de %1 é apagada, com suas notas.</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::RunComparer</name>
        <message>
            <source>Too many runs for one comparison</source>
            <translation>Execuções demais para uma comparação</translation>
        </message>
        <message>
            <source>Choose %1 at most.</source>
            <translation>Escolha %1 no máximo.</translation>
        </message>
        <message>
            <source>Nothing to compare with</source>
            <translation>Nada com que comparar</translation>
        </message>
        <message>
            <source>Choose two or more runs in the list, or make one the baseline (B).</source>
            <translation>Escolha duas ou mais execuções na lista, ou faça de uma a linha de base (B).</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::RunFigures</name>
        <message>
            <source>Offered</source>
            <translation>Oferecida</translation>
        </message>
        <message>
            <source>/s</source>
            <translation>/s</translation>
        </message>
        <message>
            <source>Requests that the users wanted to send</source>
            <translation>Pedidos que os usuários queriam enviar</translation>
        </message>
        <message>
            <source>Arrivals that were due</source>
            <translation>Chegadas previstas</translation>
        </message>
        <message>
            <source>Achieved</source>
            <translation>Atingida</translation>
        </message>
        <message>
            <source>Answers, whatever they said</source>
            <translation>Respostas, digam o que disserem</translation>
        </message>
        <message>
            <source>Dropped</source>
            <translation>Descartadas</translation>
        </message>
        <message>
            <source>Due but never sent: the service was too slow to leave a place for them, or the generator could not keep up; the warnings of a finished run say which</source>
            <translation>Devidas e nunca enviadas: o serviço foi lento demais para deixar lugar para elas, ou o gerador não deu conta; os avisos de uma execução terminada dizem qual</translation>
        </message>
        <message>
            <source>From the intended time, over the stages that count</source>
            <translation>Desde o instante previsto, nas etapas que contam</translation>
        </message>
        <message>
            <source>Errors</source>
            <translation>Erros</translation>
        </message>
        <message>
            <source>Share of all answers; expected ones are none</source>
            <translation>Parte de todas as respostas; os esperados não contam</translation>
        </message>
        <message>
            <source>Under way</source>
            <translation>Em andamento</translation>
        </message>
        <message>
            <source>Sent and not answered yet; %1 wait to be sent</source>
            <translation>Enviados e ainda sem resposta; %1 esperam envio</translation>
        </message>
        <message>
            <source>% CPU</source>
            <translation>% CPU</translation>
        </message>
        <message>
            <source>Generator</source>
            <translation>Gerador</translation>
        </message>
        <message>
            <source>Of one core, which is all that the generator can use</source>
            <translation>De um núcleo, que é tudo o que o gerador pode usar</translation>
        </message>
        <message>
            <source>Workers</source>
            <translation>Trabalhadores</translation>
        </message>
        <message>
            <source>CPU of the platform&apos;s workers together, in percent of one core</source>
            <translation>CPU de todos os trabalhadores da plataforma, em por cento de um núcleo</translation>
        </message>
        <message>
            <source>Lag</source>
            <translation>Lag</translation>
        </message>
        <message>
            <source>Largest lag</source>
            <translation>Maior lag</translation>
        </message>
        <message>
            <source>Records that wait for the consumers that lag most, together</source>
            <translation>Registros que esperam pelos consumidores com mais lag, somados</translation>
        </message>
        <message>
            <source>The top of the chart of lag, over the whole run</source>
            <translation>O topo do gráfico de lag, em toda a execução</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::BesideCharts</name>
        <message>
            <source>Consumer lag</source>
            <translation>Lag dos consumidores</translation>
        </message>
        <message>
            <source>records</source>
            <translation>registros</translation>
        </message>
        <message>
            <source>CPU</source>
            <translation>CPU</translation>
        </message>
        <message>
            <source>percent of one core</source>
            <translation>por cento de um núcleo</translation>
        </message>
        <message>
            <source>own topic</source>
            <translation>tópico próprio</translation>
        </message>
        <message>
            <source>generator</source>
            <translation>gerador</translation>
        </message>
        <message>
            <source>Known when the run is over: another program watches it.</source>
            <translation>Conhecido quando a execução terminar: outro programa a observa.</translation>
        </message>
        <message>
            <source>Nobody has looked yet.</source>
            <translation>Ninguém olhou ainda.</translation>
        </message>
        <message>
            <source>Not known: the program that watched the cluster ended before the run did.</source>
            <translation>Não conhecido: o programa que observava o cluster terminou antes da execução.</translation>
        </message>
        <message>
            <source>Not known: Vigia watches no cluster behind this target.</source>
            <translation>Não conhecido: o Vigia não observa nenhum cluster por trás deste alvo.</translation>
        </message>
        <message>
            <source>No consumer group was seen meanwhile.</source>
            <translation>Nenhum grupo de consumidores foi visto durante a execução.</translation>
        </message>
        <message>
            <source>No CPU of a worker was seen meanwhile.</source>
            <translation>Nenhuma CPU de um trabalhador foi vista durante a execução.</translation>
        </message>
    </context>
    <context>
        <name>Background</name>
        <message>
            <source>%1 could not be written: %2. Choose another folder.</source>
            <translation>Não foi possível gravar %1: %2. Escolha outra pasta.</translation>
        </message>
    </context>
    <context>
        <name>Columns</name>
        <message>
            <source>15 min</source>
            <translation>15 min</translation>
        </message>
        <message>
            <source>About</source>
            <translation>Sobre</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Endereço</translation>
        </message>
        <message>
            <source>Broker</source>
            <translation>Broker</translation>
        </message>
        <message>
            <source>By</source>
            <translation>Por</translation>
        </message>
        <message>
            <source>CPU</source>
            <translation>CPU</translation>
        </message>
        <message>
            <source>Capacity</source>
            <translation>Capacidade</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>Cliente</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>Encerrada</translation>
        </message>
        <message>
            <source>Closed by</source>
            <translation>Encerrada por</translation>
        </message>
        <message>
            <source>Committed</source>
            <translation>Confirmado</translation>
        </message>
        <message>
            <source>Created</source>
            <translation>Criada</translation>
        </message>
        <message>
            <source>Default</source>
            <translation>Padrão</translation>
        </message>
        <message>
            <source>Detail</source>
            <translation>Detalhe</translation>
        </message>
        <message>
            <source>Disk</source>
            <translation>Disco</translation>
        </message>
        <message>
            <source>Dropped</source>
            <translation>Descartados</translation>
        </message>
        <message>
            <source>End</source>
            <translation>Fim</translation>
        </message>
        <message>
            <source>Errors</source>
            <translation>Erros</translation>
        </message>
        <message>
            <source>Event</source>
            <translation>Evento</translation>
        </message>
        <message>
            <source>Expires</source>
            <translation>Expira</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>Grupo</translation>
        </message>
        <message>
            <source>Groups</source>
            <translation>Grupos</translation>
        </message>
        <message>
            <source>Host</source>
            <translation>Host</translation>
        </message>
        <message>
            <source>Id</source>
            <translation>Id</translation>
        </message>
        <message>
            <source>In sync</source>
            <translation>Em sincronia</translation>
        </message>
        <message>
            <source>Instance</source>
            <translation>Instância</translation>
        </message>
        <message>
            <source>Internal</source>
            <translation>Interno</translation>
        </message>
        <message>
            <source>Kafka state</source>
            <translation>Estado no Kafka</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Tipo</translation>
        </message>
        <message>
            <source>Known</source>
            <translation>Conhecidas</translation>
        </message>
        <message>
            <source>Lag</source>
            <translation>Lag</translation>
        </message>
        <message>
            <source>Largest lag</source>
            <translation>Maior lag</translation>
        </message>
        <message>
            <source>Leader</source>
            <translation>Líder</translation>
        </message>
        <message>
            <source>Leaders</source>
            <translation>Líderes</translation>
        </message>
        <message>
            <source>Low</source>
            <translation>Mínimo</translation>
        </message>
        <message>
            <source>Member</source>
            <translation>Membro</translation>
        </message>
        <message>
            <source>Members</source>
            <translation>Membros</translation>
        </message>
        <message>
            <source>Memory</source>
            <translation>Memória</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nome</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Número</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>Offline</translation>
        </message>
        <message>
            <source>Others in sync</source>
            <translation>Outras em sincronia</translation>
        </message>
        <message>
            <source>Owner</source>
            <translation>Dono</translation>
        </message>
        <message>
            <source>Partition</source>
            <translation>Partição</translation>
        </message>
        <message>
            <source>Partitions</source>
            <translation>Partições</translation>
        </message>
        <message>
            <source>Price</source>
            <translation>Preço</translation>
        </message>
        <message>
            <source>Process</source>
            <translation>Processo</translation>
        </message>
        <message>
            <source>Product</source>
            <translation>Produto</translation>
        </message>
        <message>
            <source>Quantity</source>
            <translation>Quantidade</translation>
        </message>
        <message>
            <source>Queue</source>
            <translation>Fila</translation>
        </message>
        <message>
            <source>Rate</source>
            <translation>Taxa</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motivo</translation>
        </message>
        <message>
            <source>Records</source>
            <translation>Registros</translation>
        </message>
        <message>
            <source>Replicas</source>
            <translation>Réplicas</translation>
        </message>
        <message>
            <source>Requests</source>
            <translation>Requisições</translation>
        </message>
        <message>
            <source>Reserved</source>
            <translation>Reservado</translation>
        </message>
        <message>
            <source>Reserved by</source>
            <translation>Reservado por</translation>
        </message>
        <message>
            <source>Restarts</source>
            <translation>Reinícios</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>Papel</translation>
        </message>
        <message>
            <source>Roles</source>
            <translation>Papéis</translation>
        </message>
        <message>
            <source>Sensitive</source>
            <translation>Sensível</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>Serviço</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Tamanho</translation>
        </message>
        <message>
            <source>Skew</source>
            <translation>Desvio</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Origem</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Início</translation>
        </message>
        <message>
            <source>Started</source>
            <translation>Iniciado</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Estado</translation>
        </message>
        <message>
            <source>Symbol</source>
            <translation>Símbolo</translation>
        </message>
        <message>
            <source>Through in</source>
            <translation>Concluído em</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Tempo</translation>
        </message>
        <message>
            <source>Time lag</source>
            <translation>Atraso</translation>
        </message>
        <message>
            <source>Topic</source>
            <translation>Tópico</translation>
        </message>
        <message>
            <source>Topics</source>
            <translation>Tópicos</translation>
        </message>
        <message>
            <source>Under-repl.</source>
            <translation>Sub-repl.</translation>
        </message>
        <message>
            <source>Under-replicated</source>
            <translation>Sub-replicadas</translation>
        </message>
        <message>
            <source>Units</source>
            <translation>Unidades</translation>
        </message>
        <message>
            <source>Updated</source>
            <translation>Atualizado</translation>
        </message>
        <message>
            <source>Use</source>
            <translation>Uso</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Valor</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>Versão</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Em espera</translation>
        </message>
        <message>
            <source>Why closed</source>
            <translation>Motivo do encerramento</translation>
        </message>
        <message>
            <source>p95</source>
            <translation>p95</translation>
        </message>
        <message>
            <source>95 of 100 requests were faster</source>
            <translation>95 de 100 requisições foram mais rápidas</translation>
        </message>
        <message>
            <source>Age of the oldest record that waits</source>
            <translation>Idade do registro mais antigo que espera</translation>
        </message>
        <message>
            <source>Answers 5xx of all</source>
            <translation>Respostas 5xx entre todas</translation>
        </message>
        <message>
            <source>Consumed from Kafka</source>
            <translation>Consumidos do Kafka</translation>
        </message>
        <message>
            <source>End minus start; an upper bound on compacted topics</source>
            <translation>Fim menos início; um limite superior em tópicos compactados</translation>
        </message>
        <message>
            <source>Its replicas that are not in sync</source>
            <translation>Suas réplicas fora de sincronia</translation>
        </message>
        <message>
            <source>Largest partition over the mean</source>
            <translation>Maior partição sobre a média</translation>
        </message>
        <message>
            <source>Of one core</source>
            <translation>De um núcleo</translation>
        </message>
        <message>
            <source>Bytes on disk; a dash: the client library can&apos;t ask the brokers for them</source>
            <translation>Bytes em disco; um travessão: a biblioteca cliente não consegue perguntá-los aos brokers</translation>
        </message>
        <message>
            <source>Of one partition</source>
            <translation>De uma partição</translation>
        </message>
        <message>
            <source>Partitions whose lag is known</source>
            <translation>Partições cujo lag é conhecido</translation>
        </message>
        <message>
            <source>Records a second: growth of the commits</source>
            <translation>Registros por segundo: crescimento dos commits</translation>
        </message>
        <message>
            <source>Records a second: growth of the end offsets</source>
            <translation>Registros por segundo: crescimento dos offsets finais</translation>
        </message>
        <message>
            <source>Records waiting, over all groups</source>
            <translation>Registros em espera, em todos os grupos</translation>
        </message>
        <message>
            <source>Records waiting, over the partitions that are known</source>
            <translation>Registros em espera, nas partições conhecidas</translation>
        </message>
        <message>
            <source>Replicas in sync on other brokers</source>
            <translation>Réplicas em sincronia em outros brokers</translation>
        </message>
        <message>
            <source>Resident memory of its process</source>
            <translation>Memória residente do seu processo</translation>
        </message>
        <message>
            <source>Units available</source>
            <translation>Unidades disponíveis</translation>
        </message>
        <message>
            <source>When the lag will be gone at today's pace</source>
            <translation>Quando o lag acaba no ritmo de hoje</translation>
        </message>
        <message>
            <source>Begun</source>
            <translation>Início</translation>
        </message>
        <message>
            <source>Baseline</source>
            <translation>Referência</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Notas</translation>
        </message>
        <message>
            <source>Scenario</source>
            <translation>Cenário</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Etiquetas</translation>
        </message>
        <message>
            <source>p50</source>
            <translation>p50</translation>
        </message>
        <message>
            <source>p99</source>
            <translation>p99</translation>
        </message>
        <message>
            <source>Answers a second in the stages that count</source>
            <translation>Respostas por segundo nas etapas que contam</translation>
        </message>
        <message>
            <source>Due but never sent</source>
            <translation>Previstas mas não enviadas</translation>
        </message>
        <message>
            <source>From the intended time</source>
            <translation>Desde o instante previsto</translation>
        </message>
        <message>
            <source>Later runs of the scenario are compared with it</source>
            <translation>As execuções seguintes do cenário são comparadas com ela</translation>
        </message>
        <message>
            <source>Of all answers</source>
            <translation>De todas as respostas</translation>
        </message>
        <message>
            <source>Brokers up</source>
            <translation>Brokers no ar</translation>
        </message>
        <message>
            <source>Brokers</source>
            <translation>Brokers</translation>
        </message>
        <message>
            <source>Cert.</source>
            <translation>Cert.</translation>
        </message>
        <message>
            <source>Certificate</source>
            <translation>Certificado</translation>
        </message>
        <message>
            <source>Cluster</source>
            <translation>Cluster</translation>
        </message>
        <message>
            <source>Data age</source>
            <translation>Idade dos dados</translation>
        </message>
        <message>
            <source>Of group</source>
            <translation>Do grupo</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Etiqueta</translation>
        </message>
        <message>
            <source>With lag</source>
            <translation>Com atraso</translation>
        </message>
        <message>
            <source>Days that the broker&apos;s certificate is still valid</source>
            <translation>Dias em que o certificado do broker ainda vale</translation>
        </message>
        <message>
            <source>Groups for which records wait</source>
            <translation>Grupos para os quais há registros esperando</translation>
        </message>
        <message>
            <source>Of one group</source>
            <translation>De um grupo</translation>
        </message>
        <message>
            <source>Partitions with fewer replicas in sync than they have</source>
            <translation>Partições com menos réplicas em sincronia do que têm</translation>
        </message>
        <message>
            <source>Partitions without a leader</source>
            <translation>Partições sem líder</translation>
        </message>
        <message>
            <source>Records waiting, of all groups</source>
            <translation>Registros esperando, de todos os grupos</translation>
        </message>
        <message>
            <source>Since the last look that succeeded</source>
            <translation>Desde a última consulta que deu certo</translation>
        </message>
    </context>
    <context>
        <name>EventLook</name>
        <message>
            <source>between %1 and %2</source>
            <translation>entre %1 e %2</translation>
        </message>
    </context>
    <context>
        <name>HealthLook</name>
        <message>
            <source>OK</source>
            <translation>OK</translation>
        </message>
        <message>
            <source>working</source>
            <translation>em curso</translation>
        </message>
        <message>
            <source>degraded</source>
            <translation>degradado</translation>
        </message>
        <message>
            <source>broken</source>
            <translation>com falha</translation>
        </message>
        <message>
            <source>inconsistent</source>
            <translation>inconsistente</translation>
        </message>
        <message>
            <source>unknown</source>
            <translation>desconhecido</translation>
        </message>
    </context>
    <context>
        <name>OverviewTiles</name>
        <message>
            <source>Messages in</source>
            <translation>Mensagens recebidas</translation>
        </message>
        <message>
            <source>peak %1</source>
            <translation>pico %1</translation>
        </message>
        <message>
            <source>out %1</source>
            <translation>saída %1</translation>
        </message>
        <message>
            <source>In: growth of the end offsets, transaction markers included. Out: growth of the committed offsets of all groups.</source>
            <translation>Entrada: crescimento dos offsets finais, com marcadores de transação. Saída: crescimento dos offsets confirmados de todos os grupos.</translation>
        </message>
        <message>
            <source>Total lag</source>
            <translation>Lag total</translation>
        </message>
        <message>
            <source>records</source>
            <translation>registros</translation>
        </message>
        <message>
            <source>worst time lag</source>
            <translation>pior atraso</translation>
        </message>
        <message>
            <source>Records between the committed and the end offsets of all groups, and the age of the oldest record that waits.</source>
            <translation>Registros entre os offsets confirmados e finais de todos os grupos, e a idade do registro mais antigo que espera.</translation>
        </message>
        <message>
            <source>End to end p95</source>
            <translation>Ponta a ponta p95</translation>
        </message>
        <message>
            <source>target 1 s</source>
            <translation>meta 1 s</translation>
        </message>
        <message>
            <source>OK</source>
            <translation>OK</translation>
        </message>
        <message>
            <source>missed</source>
            <translation>não cumprida</translation>
        </message>
        <message>
            <source>From the commit of a command to its effect being applied.</source>
            <translation>Do commit de um comando até seu efeito aplicado.</translation>
        </message>
        <message>
            <source>HTTP errors</source>
            <translation>Erros HTTP</translation>
        </message>
        <message>
            <source>conflicts %1 %</source>
            <translation>conflitos %1 %</translation>
        </message>
        <message>
            <source>Answers of 5xx in percent of all requests; conflicts are answers of 409; at the right the requests a second.</source>
            <translation>Respostas 5xx em porcento de todas as requisições; conflitos são respostas 409; à direita as requisições por segundo.</translation>
        </message>
        <message>
            <source>Stock value</source>
            <translation>Valor do estoque</translation>
        </message>
        <message>
            <source>%1 items</source>
            <translation>%1 itens</translation>
        </message>
        <message>
            <source>%1 reserved</source>
            <translation>%1 reserv.</translation>
        </message>
        <message>
            <source>Low stock</source>
            <translation>Estoque baixo</translation>
        </message>
        <message>
            <source>items</source>
            <translation>itens</translation>
        </message>
        <message>
            <source>%1 out of stock</source>
            <translation>%1 esgotados</translation>
        </message>
        <message>
            <source>none out of stock</source>
            <translation>nenhum esgotado</translation>
        </message>
        <message>
            <source>Items below their minimum quantity.</source>
            <translation>Itens abaixo da quantidade mínima.</translation>
        </message>
        <message>
            <source>Growing fastest</source>
            <translation>Cresce mais rápido</translation>
        </message>
        <message>
            <source>Brokers</source>
            <translation>Brokers</translation>
        </message>
        <message>
            <source>of %1</source>
            <translation>de %1</translation>
        </message>
        <message>
            <source>Under-replicated</source>
            <translation>Sub-replicadas</translation>
        </message>
        <message>
            <source>%1 offline</source>
            <translation>%1 offline</translation>
        </message>
        <message>
            <source>Groups in trouble</source>
            <translation>Grupos com problema</translation>
        </message>
        <message>
            <source>Worst time lag</source>
            <translation>Maior atraso em tempo</translation>
        </message>
        <message>
            <source>records waiting</source>
            <translation>registros esperando</translation>
        </message>
    </context>
    <context>
        <name>Pages</name>
        <message>
            <source>Fleet</source>
            <translation>Frota</translation>
        </message>
        <message>
            <source>Overview</source>
            <translation>Visão geral</translation>
        </message>
        <message>
            <source>Topics</source>
            <translation>Tópicos</translation>
        </message>
        <message>
            <source>Consumers</source>
            <translation>Consumidores</translation>
        </message>
        <message>
            <source>Brokers</source>
            <translation>Brokers</translation>
        </message>
        <message>
            <source>Services</source>
            <translation>Serviços</translation>
        </message>
        <message>
            <source>Stock</source>
            <translation>Estoque</translation>
        </message>
        <message>
            <source>Diagnostics</source>
            <translation>Diagnóstico</translation>
        </message>
        <message>
            <source>Load tests</source>
            <translation>Testes de carga</translation>
        </message>
    </context>
    <context>
        <name>StatusItems</name>
        <message>
            <source>Data age</source>
            <translation>Idade dos dados</translation>
        </message>
        <message>
            <source>Since the newest sample was complete</source>
            <translation>Desde que a amostra mais nova ficou completa</translation>
        </message>
        <message>
            <source>msg/s</source>
            <translation>msg/s</translation>
        </message>
        <message>
            <source>In</source>
            <translation>Entrada</translation>
        </message>
        <message>
            <source>Growth of the end offsets, transaction markers included</source>
            <translation>Crescimento dos offsets finais, com marcadores de transação</translation>
        </message>
        <message>
            <source>Out</source>
            <translation>Saída</translation>
        </message>
        <message>
            <source>Growth of the committed offsets of all groups</source>
            <translation>Crescimento dos offsets confirmados de todos os grupos</translation>
        </message>
        <message>
            <source>Lag</source>
            <translation>Lag</translation>
        </message>
        <message>
            <source>Records that wait, of all groups</source>
            <translation>Registros em espera, de todos os grupos</translation>
        </message>
        <message>
            <source>Alerts</source>
            <translation>Alertas</translation>
        </message>
        <message>
            <source>Parts that are not well; the Overview names them</source>
            <translation>Partes que não estão bem; a Visão geral diz quais</translation>
        </message>
        <message>
            <source>Drops</source>
            <translation>Descartes</translation>
        </message>
        <message>
            <source>What full queues of the console refused; Diagnostics shows which</source>
            <translation>O que filas cheias do console recusaram; Diagnóstico mostra quais</translation>
        </message>
        <message>
            <source>GUI turn max</source>
            <translation>Turno máx. da GUI</translation>
        </message>
        <message>
            <source>Longest turn of the window's event loop; p99 %1 ms</source>
            <translation>Turno mais longo do laço de eventos da janela; p99 %1 ms</translation>
        </message>
        <message>
            <source>Resident memory of this window's process</source>
            <translation>Memória residente do processo desta janela</translation>
        </message>
        <message>
            <source>Not connected</source>
            <translation>Não conectado</translation>
        </message>
        <message>
            <source>Local</source>
            <translation>Local</translation>
        </message>
        <message>
            <source>U changes how times are written</source>
            <translation>U muda a forma dos horários</translation>
        </message>
    </context>
    <context>
        <name>StockForms</name>
        <message>
            <source>Quantity of %1</source>
            <translation>Quantidade de %1</translation>
        </message>
        <message>
            <source>Price of %1</source>
            <translation>Preço de %1</translation>
        </message>
        <message>
            <source>Status of %1</source>
            <translation>Situação de %1</translation>
        </message>
        <message>
            <source>Replenish %1</source>
            <translation>Repor %1</translation>
        </message>
        <message>
            <source>Reserve %1</source>
            <translation>Reservar %1</translation>
        </message>
        <message>
            <source>Release a reservation of %1</source>
            <translation>Liberar uma reserva de %1</translation>
        </message>
        <message>
            <source>Confirm a reservation of %1</source>
            <translation>Confirmar uma reserva de %1</translation>
        </message>
        <message>
            <source>Delete %1</source>
            <translation>Excluir %1</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::bridge::ColumnLayout</name>
        <message>
            <source>%1 (no room)</source>
            <translation>%1 (sem espaço)</translation>
        </message>
        <message>
            <source>Reset columns</source>
            <translation>Restaurar colunas</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::bridge::DataTable</name>
        <message>
            <source>Show as a column</source>
            <translation>Mostrar como coluna</translation>
        </message>
        <message>
            <source>No room for: %1</source>
            <translation>Sem espaço para: %1</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>Colunas</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Exportar</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 de %2</translation>
        </message>
        <message>
            <source>, worst first</source>
            <translation>, piores primeiro</translation>
        </message>
        <message>
            <source>No row fits</source>
            <translation>Nenhuma linha corresponde</translation>
        </message>
        <message>
            <source>Esc in the filter field clears it; “Faults only” hides what is well.</source>
            <translation>Esc no campo de filtro o limpa; “Só falhas” oculta o que está bem.</translation>
        </message>
        <message>
            <source>Save table</source>
            <translation>Salvar tabela</translation>
        </message>
        <message>
            <source>CSV files (*.csv)</source>
            <translation>Arquivos CSV (*.csv)</translation>
        </message>
        <message>
            <source>JSON files (*.json)</source>
            <translation>Arquivos JSON (*.json)</translation>
        </message>
        <message>
            <source>%1 could not be written: %2. Choose another place.</source>
            <translation>Não foi possível gravar %1: %2. Escolha outro lugar.</translation>
        </message>
        <message>
            <source>Times</source>
            <translation>Horários</translation>
        </message>
        <message>
            <source>UTC</source>
            <translation>UTC</translation>
        </message>
        <message>
            <source>Local</source>
            <translation>Local</translation>
        </message>
        <message>
            <source>Relative</source>
            <translation>Relativo</translation>
        </message>
        <message>
            <source>Epoch</source>
            <translation>Época</translation>
        </message>
        <message>
            <source>Copy as TSV</source>
            <translation>Copiar como TSV</translation>
        </message>
        <message>
            <source>Copy as JSON</source>
            <translation>Copiar como JSON</translation>
        </message>
        <message>
            <source>Save as CSV…</source>
            <translation>Salvar como CSV…</translation>
        </message>
        <message>
            <source>Save as JSON…</source>
            <translation>Salvar como JSON…</translation>
        </message>
        <message>
            <source>Only rows like this</source>
            <translation>Só linhas como esta</translation>
        </message>
        <message>
            <source>Without rows like this</source>
            <translation>Sem linhas como esta</translation>
        </message>
        <message>
            <source>Copy cell</source>
            <translation>Copiar célula</translation>
        </message>
        <message>
            <source>Copy rows as TSV</source>
            <translation>Copiar linhas como TSV</translation>
        </message>
        <message>
            <source>Copy rows as JSON</source>
            <translation>Copiar linhas como JSON</translation>
        </message>
        <message>
            <source>Sort by %1</source>
            <translation>Ordenar por %1</translation>
        </message>
        <message>
            <source>Hide %1</source>
            <translation>Ocultar %1</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::bridge::FilterBar</name>
        <message>
            <source>Filter</source>
            <translation>Filtrar</translation>
        </message>
        <message>
            <source>Filter: lag &gt; 1000 and name ~ log</source>
            <translation>Filtro: lag &gt; 1000 and name ~ log</translation>
        </message>
        <message>
            <source>Save this filter as a button</source>
            <translation>Salvar este filtro como botão</translation>
        </message>
        <message>
            <source>Faults only</source>
            <translation>Só falhas</translation>
        </message>
        <message>
            <source>Show only rows that are degraded, broken or inconsistent</source>
            <translation>Mostrar só linhas degradadas, com falha ou inconsistentes</translation>
        </message>
        <message>
            <source>At character %1: %2</source>
            <translation>No caractere %1: %2</translation>
        </message>
        <message>
            <source>%1
Right-click removes it</source>
            <translation>%1
O botão direito remove</translation>
        </message>
        <message>
            <source>Filter %1</source>
            <translation>Filtrar %1</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages</name>
        <message>
            <source>By</source>
            <translation>Por</translation>
        </message>
        <message>
            <source>who does it</source>
            <translation>quem faz</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motivo</translation>
        </message>
        <message>
            <source>for the history; may stay empty</source>
            <translation>para o histórico; pode ficar vazio</translation>
        </message>
        <message>
            <source>Now: %1 available, %2 reserved, %3 each, %4.</source>
            <translation>Agora: %1 disponíveis, %2 reservadas, %3 cada, %4.</translation>
        </message>
        <message>
            <source>Create stock</source>
            <translation>Criar estoque</translation>
        </message>
        <message>
            <source>One record goes to the topics of its routing.</source>
            <translation>Um registro vai para os tópicos do seu roteamento.</translation>
        </message>
        <message>
            <source>Create</source>
            <translation>Criar</translation>
        </message>
        <message>
            <source>Product</source>
            <translation>Produto</translation>
        </message>
        <message>
            <source>up to 100 characters</source>
            <translation>até 100 caracteres</translation>
        </message>
        <message>
            <source>Symbol</source>
            <translation>Símbolo</translation>
        </message>
        <message>
            <source>the product's first 20 characters</source>
            <translation>os 20 primeiros caracteres do produto</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nome</translation>
        </message>
        <message>
            <source>as the product</source>
            <translation>como o produto</translation>
        </message>
        <message>
            <source>Quantity</source>
            <translation>Quantidade</translation>
        </message>
        <message>
            <source>0 or more</source>
            <translation>0 ou mais</translation>
        </message>
        <message>
            <source>Price</source>
            <translation>Preço</translation>
        </message>
        <message>
            <source>above 0, two decimals</source>
            <translation>acima de 0, duas casas decimais</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Alterar</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Situação</translation>
        </message>
        <message>
            <source>Replenish</source>
            <translation>Repor</translation>
        </message>
        <message>
            <source>Units to add</source>
            <translation>Unidades a somar</translation>
        </message>
        <message>
            <source>1 or more</source>
            <translation>1 ou mais</translation>
        </message>
        <message>
            <source>Reserve</source>
            <translation>Reservar</translation>
        </message>
        <message>
            <source>Units</source>
            <translation>Unidades</translation>
        </message>
        <message>
            <source>Expires after, s</source>
            <translation>Expira após, s</translation>
        </message>
        <message>
            <source>900</source>
            <translation>900</translation>
        </message>
        <message>
            <source>Reservation</source>
            <translation>Reserva</translation>
        </message>
        <message>
            <source>%1 units become available again.</source>
            <translation>%1 unidades voltam a ficar disponíveis.</translation>
        </message>
        <message>
            <source>Release</source>
            <translation>Liberar</translation>
        </message>
        <message>
            <source>%1 units leave the stock for good.</source>
            <translation>%1 unidades saem do estoque em definitivo.</translation>
        </message>
        <message>
            <source>Confirm</source>
            <translation>Confirmar</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Excluir</translation>
        </message>
        <message>
            <source>It will be refused while units are reserved: release or confirm them first.</source>
            <translation>Será recusado enquanto houver unidades reservadas: libere ou confirme antes.</translation>
        </message>
        <message>
            <source>It vanishes from every list; its product may be created anew. Its history stays.</source>
            <translation>Ele some de todas as listas; seu produto pode ser criado de novo. Seu histórico fica.</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::ActionDialog</name>
        <message>
            <source>not done yet</source>
            <translation>ainda não feito</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
        <message>
            <source>%1: done for %2 items</source>
            <translation>%1: feito para %2 itens</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Parar</translation>
        </message>
        <message>
            <source>%1 of %2 done</source>
            <translation>%1 de %2 concluídos</translation>
        </message>
        <message>
            <source>%1 failed</source>
            <translation>%1 falharam</translation>
        </message>
        <message>
            <source>%1/s, ~%2 s left</source>
            <translation>%1/s, faltam ~%2 s</translation>
        </message>
        <message>
            <source>called off, nothing was done</source>
            <translation>cancelado, nada foi feito</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::BrokerPane</name>
        <message>
            <source>Replicas</source>
            <translation>Réplicas</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>Eventos</translation>
        </message>
        <message>
            <source>No replicas</source>
            <translation>Nenhuma réplica</translation>
        </message>
        <message>
            <source>No partition has a replica here yet.</source>
            <translation>Nenhuma partição tem réplica aqui ainda.</translation>
        </message>
        <message>
            <source>No events</source>
            <translation>Nenhum evento</translation>
        </message>
        <message>
            <source>Going down, coming up and leader changes appear here.</source>
            <translation>Quedas, retornos e trocas de líder aparecem aqui.</translation>
        </message>
        <message>
            <source>Pause…</source>
            <translation>Pausar…</translation>
        </message>
        <message>
            <source>Pause brokers</source>
            <translation>Pausar brokers</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pausar</translation>
        </message>
        <message>
            <source>Resume…</source>
            <translation>Retomar…</translation>
        </message>
        <message>
            <source>Resume brokers</source>
            <translation>Retomar brokers</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Retomar</translation>
        </message>
        <message>
            <source>Restart…</source>
            <translation>Reiniciar…</translation>
        </message>
        <message>
            <source>Restart brokers</source>
            <translation>Reiniciar brokers</translation>
        </message>
        <message>
            <source>Restart</source>
            <translation>Reiniciar</translation>
        </message>
        <message>
            <source>Kill…</source>
            <translation>Matar…</translation>
        </message>
        <message>
            <source>Kill brokers</source>
            <translation>Matar brokers</translation>
        </message>
        <message>
            <source>Kill</source>
            <translation>Matar</translation>
        </message>
        <message>
            <source>Not a process of Vigia's local stack</source>
            <translation>Não é um processo da plataforma local do Vigia</translation>
        </message>
        <message>
            <source>%1 · controller</source>
            <translation>%1 · controlador</translation>
        </message>
        <message>
            <source>Its process goes on; its replicas catch up.</source>
            <translation>Seu processo continua; suas réplicas alcançam as outras.</translation>
        </message>
        <message numerus="yes">
            <source>Leads %n partition(s), which move to other brokers.</source>
            <translation>
                <numerusform>Lidera %n partição, que passa a outro broker.</numerusform>
                <numerusform>Lidera %n partições, que passam a outros brokers.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n partition(s) have no other replica in sync and go offline.</source>
            <translation>
                <numerusform>%n partição não tem outra réplica em sincronia e fica offline.</numerusform>
                <numerusform>%n partições não têm outra réplica em sincronia e ficam offline.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n partition(s) keep a single replica in sync: writes with acks=all may be refused.</source>
            <translation>
                <numerusform>%n partição fica com uma só réplica em sincronia: escritas com acks=all podem ser recusadas.</numerusform>
                <numerusform>%n partições ficam com uma só réplica em sincronia: escritas com acks=all podem ser recusadas.</numerusform>
            </translation>
        </message>
        <message>
            <source>It is the controller: another one is elected.</source>
            <translation>Ele é o controlador: outro é eleito.</translation>
        </message>
        <message>
            <source>It stays paused until you resume it.</source>
            <translation>Ele fica pausado até que você o retome.</translation>
        </message>
        <message>
            <source>The guard starts it again.</source>
            <translation>O guarda o inicia de novo.</translation>
        </message>
        <message>
            <source>Broker %1</source>
            <translation>Broker %1</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::BrokersPage</name>
        <message>
            <source>Brokers</source>
            <translation>Brokers</translation>
        </message>
        <message>
            <source>%1 brokers</source>
            <translation>%1 brokers</translation>
        </message>
        <message>
            <source>No brokers seen</source>
            <translation>Nenhum broker visto</translation>
        </message>
        <message>
            <source>The cluster has not answered yet. Its addresses are in the configuration under kafka.servers.</source>
            <translation>O cluster ainda não respondeu. Seus endereços estão na configuração em kafka.servers.</translation>
        </message>
        <message>
            <source>%1 broker</source>
            <translation>%1 broker</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::ConsumersPage</name>
        <message>
            <source>Groups</source>
            <translation>Grupos</translation>
        </message>
        <message>
            <source>%1 groups</source>
            <translation>%1 grupos</translation>
        </message>
        <message>
            <source>No consumer groups yet</source>
            <translation>Nenhum grupo de consumo ainda</translation>
        </message>
        <message>
            <source>A group appears here when its first consumer joins or commits an offset.</source>
            <translation>Um grupo aparece aqui quando seu primeiro consumidor entra ou confirma um offset.</translation>
        </message>
        <message>
            <source>%1 group</source>
            <translation>%1 grupo</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::DetachedWindow</name>
        <message>
            <source>%1 — Vigia</source>
            <translation>%1 — Vigia</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::DetailPane</name>
        <message>
            <source>Details</source>
            <translation>Detalhes</translation>
        </message>
        <message>
            <source>NOT FOUND</source>
            <translation>NÃO ACHADO</translation>
        </message>
        <message>
            <source>Not on this cluster as we see it: mistyped, deleted, or not visible to us.</source>
            <translation>Não está neste cluster como o vemos: digitado errado, excluído ou invisível para nós.</translation>
        </message>
        <message>
            <source>GONE</source>
            <translation>SUMIU</translation>
        </message>
        <message>
            <source>Not in the newest sample: deleted, or its broker can't be asked.</source>
            <translation>Não está na amostra mais nova: excluído, ou seu broker não responde.</translation>
        </message>
        <message>
            <source>Copy link</source>
            <translation>Copiar link</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::DiagnosticsPage</name>
        <message>
            <source>optimised</source>
            <translation>otimizado</translation>
        </message>
        <message>
            <source>debug</source>
            <translation>depuração</translation>
        </message>
        <message>
            <source>Vigia</source>
            <translation>Vigia</translation>
        </message>
        <message>
            <source>Build</source>
            <translation>Build</translation>
        </message>
        <message>
            <source>Compiler</source>
            <translation>Compilador</translation>
        </message>
        <message>
            <source>Qt</source>
            <translation>Qt</translation>
        </message>
        <message>
            <source>Platform</source>
            <translation>Plataforma</translation>
        </message>
        <message>
            <source>Queues</source>
            <translation>Filas</translation>
        </message>
        <message>
            <source>%1 queues</source>
            <translation>%1 filas</translation>
        </message>
        <message>
            <source>No queues yet</source>
            <translation>Nenhuma fila ainda</translation>
        </message>
        <message>
            <source>They appear with the first sample.</source>
            <translation>Aparecem com a primeira amostra.</translation>
        </message>
        <message>
            <source>Forget the longest turn</source>
            <translation>Esquecer o turno mais longo</translation>
        </message>
        <message>
            <source>Processes</source>
            <translation>Processos</translation>
        </message>
        <message>
            <source>of this platform on this machine</source>
            <translation>desta plataforma nesta máquina</translation>
        </message>
        <message>
            <source>%1 processes</source>
            <translation>%1 processos</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copiar</translation>
        </message>
        <message>
            <source>Copy build information</source>
            <translation>Copiar informações do build</translation>
        </message>
        <message>
            <source>GUI turn p99</source>
            <translation>Turno p99 da GUI</translation>
        </message>
        <message>
            <source>ms</source>
            <translation>ms</translation>
        </message>
        <message>
            <source>worst %1 ms</source>
            <translation>pior %1 ms</translation>
        </message>
        <message>
            <source>Turns of the event loop: at most 16 ms at p99 and 50 ms at worst. Computing took %1 ms at p99 and %2 ms at worst; the rest waited for a processor.</source>
            <translation>Turnos do laço de eventos: no máximo 16 ms em p99 e 50 ms no pior caso. O cálculo levou %1 ms em p99 e %2 ms no pior caso; o resto esperou por um processador.</translation>
        </message>
        <message>
            <source>Sample age</source>
            <translation>Idade da amostra</translation>
        </message>
        <message>
            <source>s</source>
            <translation>s</translation>
        </message>
        <message>
            <source>snapshot %1</source>
            <translation>instantâneo %1</translation>
        </message>
        <message>
            <source>Desktop memory</source>
            <translation>Memória do desktop</translation>
        </message>
        <message>
            <source>at most 120 MB</source>
            <translation>no máximo 120 MB</translation>
        </message>
        <message>
            <source>Brokers and workers</source>
            <translation>Brokers e workers</translation>
        </message>
        <message>
            <source>workers %1</source>
            <translation>workers %1</translation>
        </message>
        <message>
            <source>Dropped</source>
            <translation>Descartados</translation>
        </message>
        <message>
            <source>items</source>
            <translation>itens</translation>
        </message>
        <message>
            <source>see below</source>
            <translation>veja abaixo</translation>
        </message>
        <message>
            <source>none</source>
            <translation>nenhum</translation>
        </message>
        <message>
            <source>%1 over 50 ms</source>
            <translation>%1 acima de 50 ms</translation>
        </message>
        <message>
            <source>First paint</source>
            <translation>Primeira pintura</translation>
        </message>
        <message>
            <source>%1 ms after the start</source>
            <translation>%1 ms após o início</translation>
        </message>
        <message>
            <source>%1 queue</source>
            <translation>%1 fila</translation>
        </message>
        <message>
            <source>%1 process</source>
            <translation>%1 processo</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::GroupPane</name>
        <message>
            <source>%1, partition %2</source>
            <translation>%1, partição %2</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Histórico</translation>
        </message>
        <message>
            <source>Partitions</source>
            <translation>Partições</translation>
        </message>
        <message>
            <source>Members</source>
            <translation>Membros</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>Eventos</translation>
        </message>
        <message>
            <source>No members</source>
            <translation>Nenhum membro</translation>
        </message>
        <message>
            <source>Nobody reads for this group now. Start its consumer.</source>
            <translation>Ninguém lê por este grupo agora. Inicie seu consumidor.</translation>
        </message>
        <message>
            <source>No events</source>
            <translation>Nenhum evento</translation>
        </message>
        <message>
            <source>Rebalances and verdicts of this group appear here.</source>
            <translation>Rebalanceamentos e vereditos deste grupo aparecem aqui.</translation>
        </message>
        <message>
            <source>No commits</source>
            <translation>Nenhum commit</translation>
        </message>
        <message>
            <source>The group has not committed an offset yet.</source>
            <translation>O grupo ainda não confirmou um offset.</translation>
        </message>
        <message>
            <source>Lag</source>
            <translation>Lag</translation>
        </message>
        <message>
            <source>records, by partition</source>
            <translation>registros, por partição</translation>
        </message>
        <message>
            <source>Time lag</source>
            <translation>Atraso</translation>
        </message>
        <message>
            <source>age of the oldest waiting record</source>
            <translation>idade do registro mais antigo em espera</translation>
        </message>
        <message>
            <source>time lag</source>
            <translation>atraso</translation>
        </message>
        <message>
            <source>%1 · %2 of %3 partitions known</source>
            <translation>%1 · %2 de %3 partições conhecidas</translation>
        </message>
        <message>
            <source>all partitions</source>
            <translation>todas as partições</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::ListPage</name>
        <message>
            <source>Show faults only</source>
            <translation>Mostrar só falhas</translation>
        </message>
        <message>
            <source>Open in a window</source>
            <translation>Abrir em uma janela</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::OverviewPage</name>
        <message>
            <source>Throughput</source>
            <translation>Vazão</translation>
        </message>
        <message>
            <source>messages/s</source>
            <translation>mensagens/s</translation>
        </message>
        <message>
            <source>in</source>
            <translation>entrada</translation>
        </message>
        <message>
            <source>out</source>
            <translation>saída</translation>
        </message>
        <message>
            <source>End to end latency</source>
            <translation>Latência ponta a ponta</translation>
        </message>
        <message>
            <source>commit → applied</source>
            <translation>commit → aplicado</translation>
        </message>
        <message>
            <source>Groups, worst first</source>
            <translation>Grupos, piores primeiro</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Estado</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>Grupo</translation>
        </message>
        <message>
            <source>Lag</source>
            <translation>Lag</translation>
        </message>
        <message>
            <source>Time lag</source>
            <translation>Atraso</translation>
        </message>
        <message>
            <source>No consumer group yet</source>
            <translation>Nenhum grupo de consumo ainda</translation>
        </message>
        <message>
            <source>Groups appear with their first commit. Switch on Demo traffic to see some.</source>
            <translation>Grupos aparecem com o primeiro commit. Ligue o tráfego de demonstração para ver alguns.</translation>
        </message>
        <message>
            <source>Services</source>
            <translation>Serviços</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>Serviço</translation>
        </message>
        <message>
            <source>req/s</source>
            <translation>req/s</translation>
        </message>
        <message>
            <source>p95</source>
            <translation>p95</translation>
        </message>
        <message>
            <source>RSS</source>
            <translation>RSS</translation>
        </message>
        <message>
            <source>No service answers yet</source>
            <translation>Nenhum serviço responde ainda</translation>
        </message>
        <message>
            <source>They start after the brokers and the database; the Services page shows why one doesn't.</source>
            <translation>Eles iniciam depois dos brokers e do banco; a página Serviços mostra por que um não inicia.</translation>
        </message>
        <message>
            <source>Not known</source>
            <translation>Desconhecido</translation>
        </message>
        <message>
            <source>Last known: %1</source>
            <translation>Último estado conhecido: %1</translation>
        </message>
        <message>
            <source>all %1 →</source>
            <translation>todos os %1 →</translation>
        </message>
        <message>
            <source>All consumer groups</source>
            <translation>Todos os grupos de consumo</translation>
        </message>
        <message>
            <source>All services</source>
            <translation>Todos os serviços</translation>
        </message>
        <message>
            <source>Topics, worst and busiest first</source>
            <translation>Tópicos, piores e mais ativos primeiro</translation>
        </message>
        <message>
            <source>All topics</source>
            <translation>Todos os tópicos</translation>
        </message>
        <message>
            <source>Topic</source>
            <translation>Tópico</translation>
        </message>
        <message>
            <source>rec/s</source>
            <translation>reg/s</translation>
        </message>
        <message>
            <source>Records</source>
            <translation>Registros</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Tamanho</translation>
        </message>
        <message>
            <source>and %1 more</source>
            <translation>e mais %1</translation>
        </message>
        <message>
            <source>not authorised</source>
            <translation>sem permissão</translation>
        </message>
        <message>
            <source>Not authorised to see groups</source>
            <translation>Sem permissão para ver os grupos</translation>
        </message>
        <message>
            <source>Groups appear with their first commit.</source>
            <translation>Os grupos aparecem com o primeiro commit.</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::RestForm</name>
    </context>
    <context>
        <name>vigia::ui::pages::ScaleDialog</name>
        <message>
            <source>Scale %1</source>
            <translation>Escalar %1</translation>
        </message>
        <message>
            <source>Workers</source>
            <translation>Workers</translation>
        </message>
        <message>
            <source>Scale</source>
            <translation>Escalar</translation>
        </message>
        <message numerus="yes">
            <source>There are %n worker(s) now.</source>
            <translation>
                <numerusform>Há %n worker agora.</numerusform>
                <numerusform>Há %n workers agora.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n worker(s) more; their consumer groups rebalance.</source>
            <translation>
                <numerusform>%n worker a mais; seus grupos rebalanceiam.</numerusform>
                <numerusform>%n workers a mais; seus grupos rebalanceiam.</numerusform>
            </translation>
        </message>
        <message>
            <source>Nobody does this work any more: requests fail and records wait.</source>
            <translation>Ninguém mais faz este trabalho: requisições falham e registros esperam.</translation>
        </message>
        <message numerus="yes">
            <source>%n worker(s) fewer; they finish what they began.</source>
            <translation>
                <numerusform>%n worker a menos; ele termina o que começou.</numerusform>
                <numerusform>%n workers a menos; eles terminam o que começaram.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::ServicePane</name>
        <message>
            <source>process %1</source>
            <translation>processo %1</translation>
        </message>
        <message>
            <source>up %1</source>
            <translation>ativo há %1</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>Eventos</translation>
        </message>
        <message>
            <source>No events</source>
            <translation>Nenhum evento</translation>
        </message>
        <message>
            <source>Starts, exits and restarts of this instance appear here.</source>
            <translation>Inícios, saídas e reinícios desta instância aparecem aqui.</translation>
        </message>
        <message>
            <source>Start…</source>
            <translation>Iniciar…</translation>
        </message>
        <message>
            <source>Start services</source>
            <translation>Iniciar serviços</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Iniciar</translation>
        </message>
        <message>
            <source>Stop…</source>
            <translation>Parar…</translation>
        </message>
        <message>
            <source>Stop services</source>
            <translation>Parar serviços</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Parar</translation>
        </message>
        <message>
            <source>Restart…</source>
            <translation>Reiniciar…</translation>
        </message>
        <message>
            <source>Restart services</source>
            <translation>Reiniciar serviços</translation>
        </message>
        <message>
            <source>Restart</source>
            <translation>Reiniciar</translation>
        </message>
        <message>
            <source>Kill…</source>
            <translation>Matar…</translation>
        </message>
        <message>
            <source>Kill services</source>
            <translation>Matar serviços</translation>
        </message>
        <message>
            <source>Kill</source>
            <translation>Matar</translation>
        </message>
        <message>
            <source>Scale…</source>
            <translation>Escalar…</translation>
        </message>
        <message>
            <source>Not started by Vigia's guard: use its own service manager</source>
            <translation>Não iniciado pelo guarda do Vigia: use o gerenciador de serviços dele</translation>
        </message>
        <message>
            <source>Starts its process; it joins its consumer groups, which rebalance once.</source>
            <translation>Inicia seu processo; ele entra em seus grupos, que rebalanceiam uma vez.</translation>
        </message>
        <message numerus="yes">
            <source>%n other instance(s) go on with %1.</source>
            <translation>
                <numerusform>%n outra instância continua com %1.</numerusform>
                <numerusform>%n outras instâncias continuam com %1.</numerusform>
            </translation>
        </message>
        <message>
            <source>Nobody else does %1: its requests fail and its records wait.</source>
            <translation>Ninguém mais faz %1: suas requisições falham e seus registros esperam.</translation>
        </message>
        <message>
            <source>It finishes what it began and stays stopped.</source>
            <translation>Ele termina o que começou e fica parado.</translation>
        </message>
        <message>
            <source>It finishes what it began and starts again.</source>
            <translation>Ele termina o que começou e inicia de novo.</translation>
        </message>
        <message>
            <source>SIGKILL: nothing is finished; the guard starts it again.</source>
            <translation>SIGKILL: nada é terminado; o guarda o inicia de novo.</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::ServicesPage</name>
        <message>
            <source>Services</source>
            <translation>Serviços</translation>
        </message>
        <message>
            <source>%1 services</source>
            <translation>%1 serviços</translation>
        </message>
        <message>
            <source>No service answers yet</source>
            <translation>Nenhum serviço responde ainda</translation>
        </message>
        <message>
            <source>The guard starts the workers after Kafka and PostgreSQL. The events lane says when one ends.</source>
            <translation>O guarda inicia os workers depois do Kafka e do PostgreSQL. A faixa de eventos diz quando um termina.</translation>
        </message>
        <message>
            <source>%1 service</source>
            <translation>%1 serviço</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::StartPage</name>
        <message>
            <source>What do you want to look at?</source>
            <translation>O que você quer ver?</translation>
        </message>
        <message>
            <source>Nothing is ever written to a cluster that you only watch.</source>
            <translation>Nada é escrito em um cluster que você apenas observa.</translation>
        </message>
        <message>
            <source>Starting the local platform</source>
            <translation>Iniciando a plataforma local</translation>
        </message>
        <message>
            <source>Step</source>
            <translation>Etapa</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Estado</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Tempo</translation>
        </message>
        <message>
            <source>Steps of the start</source>
            <translation>Etapas da inicialização</translation>
        </message>
        <message>
            <source>Last lines of the log</source>
            <translation>Últimas linhas do log</translation>
        </message>
        <message>
            <source>The local platform</source>
            <translation>A plataforma local</translation>
        </message>
        <message>
            <source>Three Kafka brokers and a PostgreSQL on this machine, with stock services and demo traffic. To try, to load, to break.</source>
            <translation>Três brokers Kafka e um PostgreSQL nesta máquina, com serviços de estoque e tráfego de demonstração. Para experimentar, carregar e quebrar.</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>Iniciando…</translation>
        </message>
        <message>
            <source>needs 700 MB; data stay between starts</source>
            <translation>precisa de 700 MB; os dados ficam entre as inicializações</translation>
        </message>
        <message>
            <source>Not started</source>
            <translation>Não iniciada</translation>
        </message>
        <message>
            <source>Ready</source>
            <translation>Pronta</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Iniciar</translation>
        </message>
        <message>
            <source>Start the local platform</source>
            <translation>Iniciar a plataforma local</translation>
        </message>
        <message>
            <source>A cluster of mine</source>
            <translation>Um cluster meu</translation>
        </message>
        <message>
            <source>Bootstrap servers, TLS and SASL, or a Java client.properties. Every step of the connection is checked and explained.</source>
            <translation>Servidores de bootstrap, TLS e SASL, ou um client.properties de Java. Cada passo da conexão é verificado e explicado.</translation>
        </message>
        <message>
            <source>Add a cluster…</source>
            <translation>Adicionar um cluster…</translation>
        </message>
        <message>
            <source>From a file…</source>
            <translation>De um arquivo…</translation>
        </message>
        <message>
            <source>Your clusters</source>
            <translation>Seus clusters</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nome</translation>
        </message>
        <message>
            <source>Servers</source>
            <translation>Servidores</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Ambiente</translation>
        </message>
        <message>
            <source>Steps of the connection</source>
            <translation>Passos da conexão</translation>
        </message>
        <message>
            <source>Edit the cluster…</source>
            <translation>Editar o cluster…</translation>
        </message>
        <message>
            <source>It is tried again by itself.</source>
            <translation>A tentativa se repete sozinha.</translation>
        </message>
        <message>
            <source>Connecting to %1</source>
            <translation>Conectando a %1</translation>
        </message>
        <message>
            <source>Looking at each step…</source>
            <translation>Verificando cada passo…</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Tentar de novo</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::StockPage</name>
        <message>
            <source>Stocks</source>
            <translation>Estoques</translation>
        </message>
        <message>
            <source>%1 stocks</source>
            <translation>%1 estoques</translation>
        </message>
        <message>
            <source>No stocks yet</source>
            <translation>Nenhum estoque ainda</translation>
        </message>
        <message>
            <source>Create one with “New…”, or switch demo traffic on in the top bar.</source>
            <translation>Crie um com “Novo…” ou ligue a demonstração na barra de cima.</translation>
        </message>
        <message>
            <source>New…</source>
            <translation>Novo…</translation>
        </message>
        <message>
            <source>Create stock</source>
            <translation>Criar estoque</translation>
        </message>
        <message>
            <source>first %1 of %2</source>
            <translation>primeiros %1 de %2</translation>
        </message>
        <message>
            <source>New stock</source>
            <translation>Novo estoque</translation>
        </message>
        <message>
            <source>Reserve</source>
            <translation>Reservar</translation>
        </message>
        <message>
            <source>Replenish</source>
            <translation>Repor</translation>
        </message>
        <message>
            <source>Change quantity</source>
            <translation>Alterar quantidade</translation>
        </message>
        <message>
            <source>Change price</source>
            <translation>Alterar preço</translation>
        </message>
        <message>
            <source>Change status</source>
            <translation>Alterar situação</translation>
        </message>
        <message>
            <source>Confirm reservation</source>
            <translation>Confirmar reserva</translation>
        </message>
        <message>
            <source>Release reservation</source>
            <translation>Liberar reserva</translation>
        </message>
        <message>
            <source>Delete stock</source>
            <translation>Excluir estoque</translation>
        </message>
        <message>
            <source>Show reservations</source>
            <translation>Mostrar reservas</translation>
        </message>
        <message>
            <source>Stock value</source>
            <translation>Valor do estoque</translation>
        </message>
        <message>
            <source>%1 items</source>
            <translation>%1 itens</translation>
        </message>
        <message>
            <source>Quantity</source>
            <translation>Quantidade</translation>
        </message>
        <message>
            <source>units</source>
            <translation>unidades</translation>
        </message>
        <message>
            <source>Reserved</source>
            <translation>Reservado</translation>
        </message>
        <message>
            <source>%1 active</source>
            <translation>%1 ativas</translation>
        </message>
        <message>
            <source>%1 % succeed</source>
            <translation>%1 % com sucesso</translation>
        </message>
        <message>
            <source>Low stock</source>
            <translation>Estoque baixo</translation>
        </message>
        <message>
            <source>items</source>
            <translation>itens</translation>
        </message>
        <message>
            <source>%1 out of stock</source>
            <translation>%1 esgotados</translation>
        </message>
        <message>
            <source>Top symbol</source>
            <translation>Maior símbolo</translation>
        </message>
        <message>
            <source>%1 units in 24 h</source>
            <translation>%1 unidades em 24 h</translation>
        </message>
        <message>
            <source>then %1</source>
            <translation>depois %1</translation>
        </message>
        <message>
            <source>The stock service doesn't answer</source>
            <translation>O serviço de estoque não responde</translation>
        </message>
        <message>
            <source>Stock: %1</source>
            <translation>Estoque: %1</translation>
        </message>
        <message>
            <source>Asking the stock service…</source>
            <translation>Perguntando ao serviço de estoque…</translation>
        </message>
        <message>
            <source>The list is on its way.</source>
            <translation>A lista está a caminho.</translation>
        </message>
        <message>
            <source>Stock: the service answers again</source>
            <translation>Estoque: o serviço voltou a responder</translation>
        </message>
        <message>
            <source>%1 stock</source>
            <translation>%1 estoque</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::StockPane</name>
        <message>
            <source>Course</source>
            <translation>Curso</translation>
        </message>
        <message>
            <source>Reservations</source>
            <translation>Reservas</translation>
        </message>
        <message>
            <source>Commands</source>
            <translation>Comandos</translation>
        </message>
        <message>
            <source>a minute, of this symbol</source>
            <translation>por minuto, deste símbolo</translation>
        </message>
        <message>
            <source>Units reserved</source>
            <translation>Unidades reservadas</translation>
        </message>
        <message>
            <source>updated</source>
            <translation>atualizado</translation>
        </message>
        <message>
            <source>reserved</source>
            <translation>reservado</translation>
        </message>
        <message>
            <source>confirmed</source>
            <translation>confirmada</translation>
        </message>
        <message>
            <source>units</source>
            <translation>unidades</translation>
        </message>
        <message>
            <source>Confirm…</source>
            <translation>Confirmar…</translation>
        </message>
        <message>
            <source>Release…</source>
            <translation>Liberar…</translation>
        </message>
        <message>
            <source>%1 reservations</source>
            <translation>%1 reservas</translation>
        </message>
        <message>
            <source>No reservations</source>
            <translation>Nenhuma reserva</translation>
        </message>
        <message>
            <source>Reserve… takes units aside for a while.</source>
            <translation>Reservar… separa unidades por um tempo.</translation>
        </message>
        <message>
            <source>Reserve…</source>
            <translation>Reservar…</translation>
        </message>
        <message>
            <source>Replenish…</source>
            <translation>Repor…</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Alterar</translation>
        </message>
        <message>
            <source>Quantity…</source>
            <translation>Quantidade…</translation>
        </message>
        <message>
            <source>Price…</source>
            <translation>Preço…</translation>
        </message>
        <message>
            <source>Status…</source>
            <translation>Situação…</translation>
        </message>
        <message>
            <source>Delete…</source>
            <translation>Excluir…</translation>
        </message>
        <message>
            <source>%1 · %2 available · %3 reserved · %4 each</source>
            <translation>%1 · %2 disponíveis · %3 reservadas · %4 cada</translation>
        </message>
        <message>
            <source>Reservations unknown</source>
            <translation>Reservas desconhecidas</translation>
        </message>
        <message>
            <source>Select an active reservation</source>
            <translation>Selecione uma reserva ativa</translation>
        </message>
        <message>
            <source>Select an active reservation first; V shows them.</source>
            <translation>Selecione antes uma reserva ativa; V mostra as reservas.</translation>
        </message>
        <message>
            <source>%1 reservation</source>
            <translation>%1 reserva</translation>
        </message>
        <message numerus="yes">
            <source>Delete %n stock(s)</source>
            <translation>
                <numerusform>Excluir %n estoque</numerusform>
                <numerusform>Excluir %n estoques</numerusform>
            </translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Excluir</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::TopicPane</name>
        <message>
            <source>Partition %1</source>
            <translation>Partição %1</translation>
        </message>
        <message>
            <source>Partitions</source>
            <translation>Partições</translation>
        </message>
        <message>
            <source>Consumers</source>
            <translation>Consumidores</translation>
        </message>
        <message>
            <source>Configuration</source>
            <translation>Configuração</translation>
        </message>
        <message>
            <source>No consumer</source>
            <translation>Nenhum consumidor</translation>
        </message>
        <message>
            <source>No group has committed an offset on this topic.</source>
            <translation>Nenhum grupo confirmou um offset neste tópico.</translation>
        </message>
        <message>
            <source>Asking the broker…</source>
            <translation>Perguntando ao broker…</translation>
        </message>
        <message>
            <source>The configuration of %1 is on its way.</source>
            <translation>A configuração de %1 está a caminho.</translation>
        </message>
        <message>
            <source>No configuration</source>
            <translation>Nenhuma configuração</translation>
        </message>
        <message numerus="yes">
            <source>%n partition(s) · replication %1 · %2 records · %3/s</source>
            <translation>
                <numerusform>%n partição · replicação %1 · %2 registros · %3/s</numerusform>
                <numerusform>%n partições · replicação %1 · %2 registros · %3/s</numerusform>
            </translation>
        </message>
        <message>
            <source>Offset %1 of partition %2</source>
            <translation>Offset %1 da partição %2</translation>
        </message>
        <message>
            <source>%1: not written yet, the log ends at %2</source>
            <translation>%1: ainda não gravado, o log termina em %2</translation>
        </message>
        <message>
            <source>%1: deleted, the log begins at %2</source>
            <translation>%1: apagado, o log começa em %2</translation>
        </message>
        <message>
            <source>%1: %2 before the end of the log</source>
            <translation>%1: %2 antes do fim do log</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::TopicsPage</name>
        <message>
            <source>Topics</source>
            <translation>Tópicos</translation>
        </message>
        <message>
            <source>%1 topics</source>
            <translation>%1 tópicos</translation>
        </message>
        <message>
            <source>No topics yet</source>
            <translation>Nenhum tópico ainda</translation>
        </message>
        <message>
            <source>The first sample may still be on its way; a topic appears here as soon as a broker lists it.</source>
            <translation>A primeira amostra pode estar a caminho; um tópico aparece aqui assim que um broker o lista.</translation>
        </message>
        <message>
            <source>%1 topic</source>
            <translation>%1 tópico</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::plot::TimeChart</name>
        <message>
            <source>No data in this time range</source>
            <translation>Sem dados neste intervalo</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::widgets::ChartCard</name>
        <message>
            <source>Open in a window</source>
            <translation>Abrir em uma janela</translation>
        </message>
        <message>
            <source>Save as PNG…</source>
            <translation>Salvar como PNG…</translation>
        </message>
        <message>
            <source>Save as SVG…</source>
            <translation>Salvar como SVG…</translation>
        </message>
        <message>
            <source>Zoom back</source>
            <translation>Desfazer zoom</translation>
        </message>
        <message>
            <source>Save the chart</source>
            <translation>Salvar o gráfico</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::widgets::ChartWindow</name>
        <message>
            <source>%1 — Vigia</source>
            <translation>%1 — Vigia</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::widgets::CommandPalette</name>
        <message>
            <source>Command palette</source>
            <translation>Paleta de comandos</translation>
        </message>
        <message>
            <source>Type a page, a topic, a group or a command</source>
            <translation>Digite uma página, um tópico, um grupo ou um comando</translation>
        </message>
        <message>
            <source>Search or run a command</source>
            <translation>Buscar ou executar um comando</translation>
        </message>
        <message>
            <source>Matches</source>
            <translation>Resultados</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::widgets::ConsoleContext</name>
        <message>
            <source>Saved %1</source>
            <translation>%1 foi salvo</translation>
        </message>
        <message>
            <source>%1 was not saved: too many files wait. Try again.</source>
            <translation>%1 não foi salvo: há arquivos demais na fila. Tente de novo.</translation>
        </message>
        <message>
            <source>Copied: %1</source>
            <translation>Copiado: %1</translation>
        </message>
        <message>
            <source>There is nothing to note yet.</source>
            <translation>Ainda não há nada a anotar.</translation>
        </message>
        <message>
            <source>The incident note is copied.</source>
            <translation>A nota do incidente foi copiada.</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::widgets::EventsLane</name>
        <message>
            <source>Events</source>
            <translation>Eventos</translation>
        </message>
        <message>
            <source>Hide or show the events</source>
            <translation>Ocultar ou mostrar os eventos</translation>
        </message>
        <message>
            <source>%1 events</source>
            <translation>%1 eventos</translation>
        </message>
        <message>
            <source>none yet</source>
            <translation>nenhum ainda</translation>
        </message>
        <message>
            <source>%1 earlier</source>
            <translation>%1 anteriores</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::widgets::KeysOverlay</name>
        <message>
            <source>Keys</source>
            <translation>Teclas</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::widgets::MainWindow</name>
        <message>
            <source>Zoom all charts</source>
            <translation>Ampliar todos os gráficos</translation>
        </message>
        <message>
            <source>Drag in a chart</source>
            <translation>Arrastar em um gráfico</translation>
        </message>
        <message>
            <source>Open in a window</source>
            <translation>Abrir em uma janela</translation>
        </message>
        <message>
            <source>Double-click</source>
            <translation>Clique duplo</translation>
        </message>
        <message>
            <source>Suggestions in a filter</source>
            <translation>Sugestões em um filtro</translation>
        </message>
        <message>
            <source>Ctrl+Space</source>
            <translation>Ctrl+Espaço</translation>
        </message>
        <message>
            <source>Clear the filter, then leave it</source>
            <translation>Limpar o filtro, depois sair dele</translation>
        </message>
        <message>
            <source>Esc</source>
            <translation>Esc</translation>
        </message>
        <message>
            <source>Filter by the cell, copy, columns</source>
            <translation>Filtrar pela célula, copiar, colunas</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>Menu</translation>
        </message>
        <message>
            <source>Copy rows as TSV</source>
            <translation>Copiar linhas como TSV</translation>
        </message>
        <message>
            <source>Ctrl+C</source>
            <translation>Ctrl+C</translation>
        </message>
        <message>
            <source>Go into the row</source>
            <translation>Entrar na linha</translation>
        </message>
        <message>
            <source>Enter</source>
            <translation>Enter</translation>
        </message>
        <message>
            <source>Choose all rows</source>
            <translation>Escolher todas as linhas</translation>
        </message>
        <message>
            <source>Ctrl+A</source>
            <translation>Ctrl+A</translation>
        </message>
        <message>
            <source>Choose several rows</source>
            <translation>Escolher várias linhas</translation>
        </message>
        <message>
            <source>Shift+↑ ↓</source>
            <translation>Shift+↑ ↓</translation>
        </message>
        <message>
            <source>Row above or below</source>
            <translation>Linha acima ou abaixo</translation>
        </message>
        <message>
            <source>↑ ↓</source>
            <translation>↑ ↓</translation>
        </message>
        <message>
            <source>In tables and charts</source>
            <translation>Em tabelas e gráficos</translation>
        </message>
        <message>
            <source>Paused: what you see stands still, collecting goes on. +%1 new. P goes on.</source>
            <translation>Pausado: a tela está parada, a coleta continua. +%1 novos. P retoma.</translation>
        </message>
        <message>
            <source>Search or run a command</source>
            <translation>Buscar ou executar um comando</translation>
        </message>
        <message>
            <source>Keys of this page</source>
            <translation>Teclas desta página</translation>
        </message>
        <message>
            <source>Pause or go on</source>
            <translation>Pausar ou retomar</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Voltar</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Avançar</translation>
        </message>
        <message>
            <source>Zoom the charts back</source>
            <translation>Desfazer o zoom dos gráficos</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>Filtrar</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>Procurar</translation>
        </message>
        <message>
            <source>Hide or show the events</source>
            <translation>Ocultar ou mostrar os eventos</translation>
        </message>
        <message>
            <source>Light or dark</source>
            <translation>Claro ou escuro</translation>
        </message>
        <message>
            <source>Dense rows</source>
            <translation>Linhas compactas</translation>
        </message>
        <message>
            <source>Larger text</source>
            <translation>Texto maior</translation>
        </message>
        <message>
            <source>Smaller text</source>
            <translation>Texto menor</translation>
        </message>
        <message>
            <source>Normal text</source>
            <translation>Texto normal</translation>
        </message>
        <message>
            <source>Full screen</source>
            <translation>Tela cheia</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Sair</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>Página</translation>
        </message>
        <message>
            <source>This page</source>
            <translation>Esta página</translation>
        </message>
        <message>
            <source>Action</source>
            <translation>Ação</translation>
        </message>
        <message>
            <source>Topic</source>
            <translation>Tópico</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>Grupo</translation>
        </message>
        <message>
            <source>Everywhere</source>
            <translation>Em toda parte</translation>
        </message>
        <message>
            <source>Unlock or lock the cluster</source>
            <translation>Desbloquear ou bloquear o cluster</translation>
        </message>
        <message>
            <source>Times: UTC, local, relative, epoch</source>
            <translation>Horários: UTC, local, relativo, epoch</translation>
        </message>
        <message>
            <source>Times in UTC</source>
            <translation>Horários em UTC</translation>
        </message>
        <message>
            <source>Local times</source>
            <translation>Horários locais</translation>
        </message>
        <message>
            <source>Times relative to now</source>
            <translation>Horários relativos a agora</translation>
        </message>
        <message>
            <source>Times in milliseconds since 1970</source>
            <translation>Horários em milissegundos desde 1970</translation>
        </message>
        <message>
            <source>No new data from %1 for %2, since %3: what you see is old. %4</source>
            <translation>Sem dados novos de %1 há %2, desde %3: o que você vê é antigo. %4</translation>
        </message>
        <message>
            <source>Its brokers or the sampler don't answer; Brokers and Diagnostics tell more.</source>
            <translation>Os brokers ou o coletor não respondem; Brokers e Diagnóstico dizem mais.</translation>
        </message>
        <message>
            <source>Not authorised to see all topics: %1</source>
            <translation>Sem permissão para ver todos os tópicos: %1</translation>
        </message>
        <message>
            <source>Not authorised to see all groups: %1</source>
            <translation>Sem permissão para ver todos os grupos: %1</translation>
        </message>
        <message>
            <source>Not authorised to describe the cluster: %1</source>
            <translation>Sem permissão para descrever o cluster: %1</translation>
        </message>
        <message>
            <source>Copy link</source>
            <translation>Copiar link</translation>
        </message>
        <message>
            <source>Copy incident note</source>
            <translation>Copiar nota do incidente</translation>
        </message>
        <message>
            <source>Choose a cluster first.</source>
            <translation>Escolha um cluster primeiro.</translation>
        </message>
        <message>
            <source>Report…</source>
            <translation>Relatório…</translation>
        </message>
        <message>
            <source>There is nothing to report yet.</source>
            <translation>Ainda não há o que relatar.</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::widgets::Rail</name>
        <message>
            <source>Pages</source>
            <translation>Páginas</translation>
        </message>
        <message>
            <source>Light or dark</source>
            <translation>Claro ou escuro</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::widgets::StatusBar</name>
        <message>
            <source>Status</source>
            <translation>Situação</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::widgets::Toasts</name>
        <message>
            <source>%1 (×%2 since %3)</source>
            <translation>%1 (×%2 desde %3)</translation>
        </message>
        <message>
            <source>Notifications</source>
            <translation>Notificações</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::widgets::TopBar</name>
        <message>
            <source>%1 to %2; Ctrl+Z goes back</source>
            <translation>%1 a %2; Ctrl+Z volta</translation>
        </message>
        <message>
            <source>Cluster</source>
            <translation>Cluster</translation>
        </message>
        <message>
            <source>Time range of all charts</source>
            <translation>Intervalo de todos os gráficos</translation>
        </message>
        <message>
            <source>How often data are taken</source>
            <translation>Com que frequência os dados são coletados</translation>
        </message>
        <message>
            <source>Demo traffic</source>
            <translation>Demonstração</translation>
        </message>
        <message>
            <source>About 20 commands a second through the REST API over 24 symbols, marked as demo</source>
            <translation>Cerca de 20 comandos por segundo pela API REST sobre 24 símbolos, marcados como demonstração</translation>
        </message>
        <message>
            <source>Another console sends it; this one goes on when that one ends</source>
            <translation>Outro console o envia; este continua quando aquele terminar</translation>
        </message>
        <message>
            <source>Search or run a command</source>
            <translation>Buscar ou executar um comando</translation>
        </message>
        <message>
            <source>Zoom back</source>
            <translation>Desfazer zoom</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>Desligado</translation>
        </message>
        <message>
            <source>%1 s</source>
            <translation>%1 s</translation>
        </message>
        <message>
            <source>Zoomed</source>
            <translation>Com zoom</translation>
        </message>
        <message>
            <source>Last %1 min</source>
            <translation>Últimos %1 min</translation>
        </message>
        <message>
            <source>Last %1 h</source>
            <translation>Últimas %1 h</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Retomar</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pausar</translation>
        </message>
        <message>
            <source>Freeze what is shown; collecting goes on (P)</source>
            <translation>Congela o que é mostrado; a coleta continua (P)</translation>
        </message>
        <message>
            <source>Kafka</source>
            <translation>Kafka</translation>
        </message>
        <message>
            <source>Kafka %1</source>
            <translation>Kafka %1</translation>
        </message>
        <message>
            <source>1 broker</source>
            <translation>1 broker</translation>
        </message>
        <message>
            <source>%1 brokers</source>
            <translation>%1 brokers</translation>
        </message>
        <message>
            <source>Read-only</source>
            <translation>Só leitura</translation>
        </message>
        <message>
            <source>Unlocked %1:%2</source>
            <translation>Desbloqueado %1:%2</translation>
        </message>
        <message>
            <source>Production: unlock changes for 15 minutes (Ctrl+L)</source>
            <translation>Produção: desbloquear mudanças por 15 minutos (Ctrl+L)</translation>
        </message>
        <message>
            <source>Changes are allowed: lock again (Ctrl+L)</source>
            <translation>Mudanças permitidas: bloquear de novo (Ctrl+L)</translation>
        </message>
        <message>
            <source>%1 may be changed: nothing is locked.</source>
            <translation>%1 pode ser alterado: nada está bloqueado.</translation>
        </message>
        <message>
            <source>Choose a cluster</source>
            <translation>Escolha um cluster</translation>
        </message>
        <message>
            <source>Search…</source>
            <translation>Buscar…</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::ChangeDialog</name>
        <message>
            <source>Name of the cluster</source>
            <translation>Nome do cluster</translation>
        </message>
        <message>
            <source>Type %1 to go on</source>
            <translation>Digite %1 para continuar</translation>
        </message>
        <message>
            <source>%1 is read-only.</source>
            <translation>%1 só permite leitura.</translation>
        </message>
        <message>
            <source>Unlock…</source>
            <translation>Desbloquear…</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::widgets::AuditTrail</name>
        <message>
            <source>%1 is read-only: unlock it in the top bar first.</source>
            <translation>%1 só permite leitura: desbloqueie antes na barra superior.</translation>
        </message>
        <message>
            <source>Nothing was done, because it can't be written down: %1</source>
            <translation>Nada foi feito, porque não foi possível registrar: %1</translation>
        </message>
        <message>
            <source>too many files wait to be written</source>
            <translation>há arquivos demais esperando para serem gravados</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::widgets::UnlockDialog</name>
        <message>
            <source>Unlock %1</source>
            <translation>Desbloquear %1</translation>
        </message>
        <message>
            <source>It is read-only. Changes are allowed for 15 minutes, then it locks again; the reason goes into the audit file.</source>
            <translation>Só permite leitura. Mudanças são permitidas por 15 minutos e depois tudo é bloqueado de novo; o motivo vai para o arquivo de auditoria.</translation>
        </message>
        <message>
            <source>Name of the cluster</source>
            <translation>Nome do cluster</translation>
        </message>
        <message>
            <source>Type %1 to go on</source>
            <translation>Digite %1 para continuar</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motivo</translation>
        </message>
        <message>
            <source>why, e.g. a ticket</source>
            <translation>por quê, p. ex. um chamado</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation>Desbloquear</translation>
        </message>
    </context>
    <context>
        <name>CoreTexts</name>
        <message>
            <source>Healthy</source>
            <translation>Saudável</translation>
        </message>
        <message>
            <source>No data yet</source>
            <translation>Ainda sem dados</translation>
        </message>
        <message>
            <source>Starting</source>
            <translation>Iniciando</translation>
        </message>
        <message>
            <source>waiting for the first look at the cluster</source>
            <translation>à espera da primeira leitura do cluster</translation>
        </message>
        <message>
            <source>waiting for the first look at the services</source>
            <translation>à espera da primeira leitura dos serviços</translation>
        </message>
        <message>
            <source>no service runs; the desktop, `vigia --daemon` and workers start them</source>
            <translation>nenhum serviço roda; o desktop, `vigia --daemon` e os workers os iniciam</translation>
        </message>
        <message>
            <source>not asked yet</source>
            <translation>ainda não consultado</translation>
        </message>
        <message>
            <source>Degraded: %1 and %2 more</source>
            <translation>Degradado: %1 e mais %2</translation>
        </message>
        <message>
            <source>Degraded: %1</source>
            <translation>Degradado: %1</translation>
        </message>
        <message>
            <source>Down: %1 and %2 more</source>
            <translation>Fora do ar: %1 e mais %2</translation>
        </message>
        <message>
            <source>Down: %1</source>
            <translation>Fora do ar: %1</translation>
        </message>
        <message>
            <source>%1 of %2 brokers</source>
            <translation>%1 de %2 brokers</translation>
        </message>
        <message>
            <source>%1 of %2 services</source>
            <translation>%1 de %2 serviços</translation>
        </message>
        <message>
            <source>no groups</source>
            <translation>nenhum grupo</translation>
        </message>
        <message>
            <source>1 group, none in trouble</source>
            <translation>1 grupo, sem problemas</translation>
        </message>
        <message>
            <source>%1 groups, none in trouble</source>
            <translation>%1 grupos, nenhum com problemas</translation>
        </message>
        <message>
            <source>1 group, %1 in trouble</source>
            <translation>1 grupo, %1 com problemas</translation>
        </message>
        <message>
            <source>%1 groups, %2 in trouble</source>
            <translation>%1 grupos, %2 com problemas</translation>
        </message>
        <message>
            <source>1 group, %1 not judged yet</source>
            <translation>1 grupo, %1 ainda não avaliado</translation>
        </message>
        <message>
            <source>%1 groups, %2 not judged yet</source>
            <translation>%1 grupos, %2 ainda não avaliados</translation>
        </message>
        <message>
            <source>nothing under-replicated</source>
            <translation>nada sub-replicado</translation>
        </message>
        <message>
            <source>%1 under-replicated</source>
            <translation>%1 sub-replicadas</translation>
        </message>
        <message>
            <source>outbox empty</source>
            <translation>outbox vazia</translation>
        </message>
        <message>
            <source>outbox %1 waiting</source>
            <translation>outbox com %1 à espera</translation>
        </message>
        <message>
            <source>Kafka has not answered for %1 s: %2</source>
            <translation>O Kafka não responde há %1 s: %2</translation>
        </message>
        <message>
            <source>Kafka has not answered for %1 s</source>
            <translation>O Kafka não responde há %1 s</translation>
        </message>
        <message>
            <source>Kafka has not answered: %1</source>
            <translation>O Kafka não respondeu: %1</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>sim</translation>
        </message>
        <message>
            <source>no</source>
            <translation>não</translation>
        </message>
        <message>
            <source>Kafka has not answered</source>
            <translation>O Kafka não respondeu</translation>
        </message>
        <message>
            <source>the last look at Kafka failed: %1</source>
            <translation>a última leitura do Kafka falhou: %1</translation>
        </message>
        <message>
            <source>PostgreSQL does not answer</source>
            <translation>O PostgreSQL não responde</translation>
        </message>
        <message>
            <source>1 partition is offline</source>
            <translation>1 partição está offline</translation>
        </message>
        <message>
            <source>%1 partitions are offline</source>
            <translation>%1 partições estão offline</translation>
        </message>
        <message>
            <source>1 partition is under-replicated</source>
            <translation>1 partição está sub-replicada</translation>
        </message>
        <message>
            <source>%1 partitions are under-replicated</source>
            <translation>%1 partições estão sub-replicadas</translation>
        </message>
        <message>
            <source>%1 of %2 partitions have no leader</source>
            <translation>%1 de %2 partições estão sem líder</translation>
        </message>
        <message>
            <source>%1 of %2 partitions are under-replicated</source>
            <translation>%1 de %2 partições estão sub-replicadas</translation>
        </message>
        <message>
            <source>outbox %1 holds 1 parked row: see `vigia outbox list`</source>
            <translation>a outbox %1 tem 1 linha retida: veja `vigia outbox list`</translation>
        </message>
        <message>
            <source>outbox %1 holds %2 parked rows: see `vigia outbox list`</source>
            <translation>a outbox %1 tem %2 linhas retidas: veja `vigia outbox list`</translation>
        </message>
        <message>
            <source>outbox %1 stands still for %2 s</source>
            <translation>a outbox %1 está parada há %2 s</translation>
        </message>
        <message>
            <source>outbox %1 stands still</source>
            <translation>a outbox %1 está parada</translation>
        </message>
        <message>
            <source>outbox %1 moves again</source>
            <translation>a outbox %1 voltou a andar</translation>
        </message>
        <message>
            <source>%1 rows wait, the oldest for %2 s, %3 parked</source>
            <translation>%1 linhas à espera, a mais antiga há %2 s, %3 retidas</translation>
        </message>
        <message>
            <source>group %1 is %2: %3</source>
            <translation>o grupo %1 está %2: %3</translation>
        </message>
        <message>
            <source>broker %1 is %2</source>
            <translation>o broker %1 está %2</translation>
        </message>
        <message>
            <source>the group has committed no offset here</source>
            <translation>o grupo não confirmou nenhum offset aqui</translation>
        </message>
        <message>
            <source>the group has committed no offset</source>
            <translation>o grupo não confirmou nenhum offset</translation>
        </message>
        <message>
            <source>the end of the partition is not known</source>
            <translation>o fim da partição não é conhecido</translation>
        </message>
        <message>
            <source>the topic or partition is not on the cluster</source>
            <translation>o tópico ou a partição não está no cluster</translation>
        </message>
        <message>
            <source>%1 of 3 samples over %2</source>
            <translation>%1 de 3 amostras em %2</translation>
        </message>
        <message>
            <source>%1 deleted before the group had read them</source>
            <translation>%1 apagados antes que o grupo os lesse</translation>
        </message>
        <message>
            <source>committed %1 is beyond the end %2: was the topic made anew?</source>
            <translation>o offset confirmado %1 passa do fim %2: o tópico foi recriado?</translation>
        </message>
        <message>
            <source>caught up on every partition</source>
            <translation>em dia em todas as partições</translation>
        </message>
        <message>
            <source>caught up; only transaction markers are left</source>
            <translation>em dia; só restam marcadores de transação</translation>
        </message>
        <message>
            <source>caught up</source>
            <translation>em dia</translation>
        </message>
        <message>
            <source>%1 behind, as allowed</source>
            <translation>atraso de %1, dentro do permitido</translation>
        </message>
        <message>
            <source>%1 behind, within bounds</source>
            <translation>atraso de %1, dentro do limite</translation>
        </message>
        <message>
            <source>%1 behind, less than %2</source>
            <translation>atraso de %1, menos de %2</translation>
        </message>
        <message>
            <source>%1 behind and growing by %2 a second</source>
            <translation>atraso de %1 e crescendo %2 por segundo</translation>
        </message>
        <message>
            <source>%1 behind, %2 a second less</source>
            <translation>atraso de %1, caindo %2 por segundo</translation>
        </message>
        <message>
            <source>%1 behind, %2 a second more; falling behind when that has gone on for %3</source>
            <translation>atraso de %1, crescendo %2 por segundo; ficando para trás quando isso tiver durado %3</translation>
        </message>
        <message>
            <source>%1 behind, neither more nor less</source>
            <translation>atraso de %1, estável</translation>
        </message>
        <message>
            <source>a transaction holds back %1 for %2; look for its producer</source>
            <translation>uma transação retém %1 há %2; procure seu produtor</translation>
        </message>
        <message>
            <source>the commit fell from %1 and is %2 short of it again</source>
            <translation>o commit recuou de %1 e ainda faltam %2</translation>
        </message>
        <message>
            <source>nobody owns it; no commit for %1, %2 wait</source>
            <translation>sem dono; nenhum commit há %1, %2 à espera</translation>
        </message>
        <message>
            <source>its owner is alive but has committed nothing for %1, %2 wait</source>
            <translation>o dono está vivo, mas não confirma nada há %1, %2 à espera</translation>
        </message>
        <message>
            <source>%1; better in the newest sample, one more decides</source>
            <translation>%1; melhor na última amostra, mais uma decide</translation>
        </message>
        <message>
            <source>1 record</source>
            <translation>1 registro</translation>
        </message>
        <message>
            <source>%1 records</source>
            <translation>%1 registros</translation>
        </message>
        <message>
            <source>not in the cluster&apos;s metadata yet</source>
            <translation>ainda não está nos metadados do cluster</translation>
        </message>
        <message>
            <source>it left the cluster&apos;s metadata</source>
            <translation>saiu dos metadados do cluster</translation>
        </message>
        <message>
            <source>not answering: %1</source>
            <translation>sem resposta: %1</translation>
        </message>
        <message>
            <source>not telling its health: %1</source>
            <translation>não informa sua saúde: %1</translation>
        </message>
        <message>
            <source>answering its health in no form that we know</source>
            <translation>a resposta de saúde tem formato desconhecido</translation>
        </message>
        <message>
            <source>starting</source>
            <translation>iniciando</translation>
        </message>
        <message>
            <source>down: %1</source>
            <translation>fora do ar: %1</translation>
        </message>
        <message>
            <source>down</source>
            <translation>fora do ar</translation>
        </message>
        <message>
            <source>paused: %1</source>
            <translation>pausado: %1</translation>
        </message>
        <message>
            <source>paused</source>
            <translation>pausado</translation>
        </message>
        <message>
            <source>stopped: %1</source>
            <translation>parado: %1</translation>
        </message>
        <message>
            <source>stopped</source>
            <translation>parado</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>falhou</translation>
        </message>
        <message>
            <source>broker %1 down</source>
            <translation>broker %1 fora do ar</translation>
        </message>
        <message>
            <source>broker %1 up</source>
            <translation>broker %1 no ar</translation>
        </message>
        <message>
            <source>broker %1 stopped</source>
            <translation>broker %1 parado</translation>
        </message>
        <message>
            <source>broker %1 paused</source>
            <translation>broker %1 pausado</translation>
        </message>
        <message>
            <source>broker %1 failed</source>
            <translation>broker %1 falhou</translation>
        </message>
        <message>
            <source>broker %1 goes on</source>
            <translation>broker %1 continua</translation>
        </message>
        <message>
            <source>broker %1 is away</source>
            <translation>o broker %1 está ausente</translation>
        </message>
        <message>
            <source>PostgreSQL down</source>
            <translation>PostgreSQL fora do ar</translation>
        </message>
        <message>
            <source>PostgreSQL up</source>
            <translation>PostgreSQL no ar</translation>
        </message>
        <message>
            <source>postgres up</source>
            <translation>postgres no ar</translation>
        </message>
        <message>
            <source>postgres down</source>
            <translation>postgres fora do ar</translation>
        </message>
        <message>
            <source>%1 up</source>
            <translation>%1 no ar</translation>
        </message>
        <message>
            <source>%1 down</source>
            <translation>%1 fora do ar</translation>
        </message>
        <message>
            <source>%1 starts again</source>
            <translation>%1 reinicia</translation>
        </message>
        <message>
            <source>%1 restarted</source>
            <translation>%1 reiniciado</translation>
        </message>
        <message>
            <source>%1 started</source>
            <translation>%1 iniciado</translation>
        </message>
        <message>
            <source>%1 stopped</source>
            <translation>%1 parado</translation>
        </message>
        <message>
            <source>%1 paused</source>
            <translation>%1 pausado</translation>
        </message>
        <message>
            <source>%1 failed</source>
            <translation>%1 falhou</translation>
        </message>
        <message>
            <source>%1 exited</source>
            <translation>%1 encerrado</translation>
        </message>
        <message>
            <source>%1 goes on</source>
            <translation>%1 continua</translation>
        </message>
        <message>
            <source>controller is broker %1</source>
            <translation>controlador: broker %1</translation>
        </message>
        <message>
            <source>it was broker %1</source>
            <translation>era o broker %1</translation>
        </message>
        <message>
            <source>topic %1 created</source>
            <translation>tópico %1 criado</translation>
        </message>
        <message>
            <source>topic %1 made anew</source>
            <translation>tópico %1 recriado</translation>
        </message>
        <message>
            <source>topic %1 deleted</source>
            <translation>tópico %1 apagado</translation>
        </message>
        <message>
            <source>another topic of this name has replaced it: commits of its groups are void</source>
            <translation>outro tópico com esse nome o substituiu: os commits de seus grupos não valem mais</translation>
        </message>
        <message>
            <source>1 partition</source>
            <translation>1 partição</translation>
        </message>
        <message>
            <source>%1 partitions</source>
            <translation>%1 partições</translation>
        </message>
        <message>
            <source>1 leader moved</source>
            <translation>1 líder movido</translation>
        </message>
        <message>
            <source>%1 leaders moved</source>
            <translation>%1 líderes movidos</translation>
        </message>
        <message>
            <source>1 leader lost</source>
            <translation>1 líder perdido</translation>
        </message>
        <message>
            <source>%1 leaders lost</source>
            <translation>%1 líderes perdidos</translation>
        </message>
        <message>
            <source>no replica can lead</source>
            <translation>nenhuma réplica pode liderar</translation>
        </message>
        <message>
            <source>replicas were reassigned</source>
            <translation>réplicas foram reatribuídas</translation>
        </message>
        <message>
            <source>back to the preferred replica</source>
            <translation>de volta à réplica preferida</translation>
        </message>
        <message>
            <source>a new election</source>
            <translation>uma nova eleição</translation>
        </message>
        <message>
            <source>rebalance %1</source>
            <translation>rebalanceamento %1</translation>
        </message>
        <message>
            <source>rebalance</source>
            <translation>rebalanceamento</translation>
        </message>
        <message>
            <source>%1, 1 member</source>
            <translation>%1, 1 membro</translation>
        </message>
        <message>
            <source>%1, %2 members</source>
            <translation>%1, %2 membros</translation>
        </message>
        <message>
            <source>after %1</source>
            <translation>após %1</translation>
        </message>
        <message>
            <source>Ready after %1 s.</source>
            <translation>Pronto após %1 s.</translation>
        </message>
        <message>
            <source>It was stopped with SIGSTOP and goes on with `resume`.</source>
            <translation>Foi suspenso com SIGSTOP e continua com `resume`.</translation>
        </message>
        <message>
            <source>It goes on.</source>
            <translation>Continua.</translation>
        </message>
        <message>
            <source>It was killed by signal %1.</source>
            <translation>Foi morto pelo sinal %1.</translation>
        </message>
        <message>
            <source>It ended with code %1.</source>
            <translation>Terminou com o código %1.</translation>
        </message>
        <message>
            <source>was killed by signal %1; starts again in %2 s</source>
            <translation>foi morto pelo sinal %1; reinicia em %2 s</translation>
        </message>
        <message>
            <source>ended with code %1; starts again in %2 s</source>
            <translation>terminou com o código %1; reinicia em %2 s</translation>
        </message>
        <message>
            <source>was killed by signal %1</source>
            <translation>foi morto pelo sinal %1</translation>
        </message>
        <message>
            <source>ended with code %1</source>
            <translation>terminou com o código %1</translation>
        </message>
        <message>
            <source>Checks</source>
            <translation>Verificações</translation>
        </message>
        <message>
            <source>Topics and tables</source>
            <translation>Tópicos e tabelas</translation>
        </message>
        <message>
            <source>Services</source>
            <translation>Serviços</translation>
        </message>
        <message>
            <source>ready</source>
            <translation>pronto</translation>
        </message>
        <message>
            <source>formatting</source>
            <translation>formatando</translation>
        </message>
        <message>
            <source>making the database cluster</source>
            <translation>criando o cluster do banco de dados</translation>
        </message>
        <message>
            <source>making the role and the database vigia</source>
            <translation>criando o papel e o banco vigia</translation>
        </message>
        <message>
            <source>waiting for connections</source>
            <translation>aguardando conexões</translation>
        </message>
        <message>
            <source>waiting for its port</source>
            <translation>aguardando a porta</translation>
        </message>
        <message>
            <source>waiting for an answer</source>
            <translation>aguardando resposta</translation>
        </message>
        <message>
            <source>waiting for the quorum</source>
            <translation>aguardando o quórum</translation>
        </message>
        <message>
            <source>%1 topics, %2 schemas</source>
            <translation>%1 tópicos, %2 esquemas</translation>
        </message>
        <message>
            <source>the platform is still starting; try again in a moment</source>
            <translation>a plataforma ainda está iniciando; tente de novo em instantes</translation>
        </message>
        <message>
            <source>too many actions wait already; try again in a moment</source>
            <translation>já há ações demais na fila; tente de novo em instantes</translation>
        </message>
        <message>
            <source>demo traffic is on: about 20 commands a second</source>
            <translation>tráfego de demonstração ligado: cerca de 20 comandos por segundo</translation>
        </message>
        <message>
            <source>demo traffic is off</source>
            <translation>tráfego de demonstração desligado</translation>
        </message>
        <message>
            <source>demo traffic is off here; another console still sends it</source>
            <translation>tráfego de demonstração desligado aqui; outro console ainda o envia</translation>
        </message>
        <message>
            <source>%1 runs with 1 worker now.</source>
            <translation>%1 agora roda com 1 worker.</translation>
        </message>
        <message>
            <source>%1 runs with %2 workers now.</source>
            <translation>%1 agora roda com %2 workers.</translation>
        </message>
        <message>
            <source>%1: %2 done; it is %3 now.</source>
            <translation>%1: %2 feito; agora está %3.</translation>
        </message>
        <message>
            <source>running</source>
            <translation>em execução</translation>
        </message>
        <message>
            <source>stopping</source>
            <translation>parando</translation>
        </message>
        <message>
            <source>There is no process `%1` here.</source>
            <translation>Não há processo `%1` aqui.</translation>
        </message>
        <message>
            <source>There is no role %1 here.</source>
            <translation>Não há papel %1 aqui.</translation>
        </message>
        <message>
            <source>A role runs with 0 to %1 workers.</source>
            <translation>Um papel roda com 0 a %1 workers.</translation>
        </message>
        <message>
            <source>%1 is %2; there is nothing to kill.</source>
            <translation>%1 está %2; não há nada para matar.</translation>
        </message>
        <message>
            <source>%1 is %2; only a running process can be paused.</source>
            <translation>%1 está %2; só um processo em execução pode ser pausado.</translation>
        </message>
        <message>
            <source>%1 is %2, not paused.</source>
            <translation>%1 está %2, não pausado.</translation>
        </message>
        <message>
            <source>%1 still runs; stop it first.</source>
            <translation>%1 ainda roda; pare-o primeiro.</translation>
        </message>
        <message>
            <source>The guard of the local stack is gone.</source>
            <translation>O guardião da pilha local se foi.</translation>
        </message>
        <message>
            <source>The guard did not answer `%1` in time.</source>
            <translation>O guardião não respondeu a `%1` a tempo.</translation>
        </message>
        <message>
            <source>The local stack is not running; start it first.</source>
            <translation>A pilha local não está rodando; inicie-a primeiro.</translation>
        </message>
        <message>
            <source>%1 ended %2 times within a minute (last: %3) and is not started again. Look at its log, remove the cause and start it by hand.</source>
            <translation>%1 terminou %2 vezes em um minuto (última: %3) e não será reiniciado. Veja o log, remova a causa e inicie-o à mão.</translation>
        </message>
        <message>
            <source>%1 can&apos;t start: the disk that holds %2 is full. Free some space, then start it again.</source>
            <translation>%1 não pode iniciar: o disco que contém %2 está cheio. Libere espaço e inicie de novo.</translation>
        </message>
        <message>
            <source>%1 can&apos;t start: one of its ports %2 is taken by another program. Stop that program, or stop the stack and start it again to take other ports.</source>
            <translation>%1 não pode iniciar: uma de suas portas %2 está em uso por outro programa. Pare esse programa, ou pare a pilha e inicie-a de novo para usar outras portas.</translation>
        </message>
        <message>
            <source>%1 can&apos;t start: its port %2 is taken by another program. Stop that program, or stop the stack and start it again to take another port.</source>
            <translation>%1 não pode iniciar: a porta %2 está em uso por outro programa. Pare esse programa, ou pare a pilha e inicie-a de novo para usar outra porta.</translation>
        </message>
        <message>
            <source>%1 can&apos;t start: there is not enough memory for it. Close other programs, or set stack.brokers to 1.</source>
            <translation>%1 não pode iniciar: falta memória. Feche outros programas, ou ajuste stack.brokers para 1.</translation>
        </message>
        <message>
            <source>%1 can&apos;t start: Java is too old for Kafka. Install it with `apt install openjdk-17-jre-headless` or set VIGIA_JAVA.</source>
            <translation>%1 não pode iniciar: o Java é antigo demais para o Kafka. Instale com `apt install openjdk-17-jre-headless` ou defina VIGIA_JAVA.</translation>
        </message>
        <message>
            <source>%1 is %2</source>
            <translation>%1 está %2</translation>
        </message>
        <message>
            <source>%1 and %2 more: %3</source>
            <translation>%1 e mais %2: %3</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>connected</source>
            <translation>conectado</translation>
        </message>
        <message>
            <source>reachable</source>
            <translation>alcançável</translation>
        </message>
        <message>
            <source>readable</source>
            <translation>legível</translation>
        </message>
        <message>
            <source>not used</source>
            <translation>não usado</translation>
        </message>
        <message>
            <source>there are none yet</source>
            <translation>ainda não há nenhum</translation>
        </message>
        <message>
            <source>%1 visible</source>
            <translation>%1 visíveis</translation>
        </message>
        <message>
            <source>%1 brokers</source>
            <translation>%1 brokers</translation>
        </message>
        <message>
            <source>1 broker</source>
            <translation>1 broker</translation>
        </message>
        <message>
            <source>not used: passwords and records travel in the clear</source>
            <translation>não usado: senhas e registros trafegam abertos</translation>
        </message>
        <message>
            <source>the broker let us in</source>
            <translation>o broker nos deixou entrar</translation>
        </message>
        <message>
            <source>Check the spelling, and whether this machine uses the right name server or VPN.</source>
            <translation>Confira a grafia e se esta máquina usa o servidor de nomes ou a VPN certos.</translation>
        </message>
        <message>
            <source>Check that the broker runs and that no firewall stands between.</source>
            <translation>Confira se o broker está no ar e se nenhum firewall está no caminho.</translation>
        </message>
        <message>
            <source>kinit is not installed</source>
            <translation>o kinit não está instalado</translation>
        </message>
        <message>
            <source>Install the package krb5-user, or get a ticket in another way and name no keytab.</source>
            <translation>Instale o pacote krb5-user, ou obtenha um tíquete de outra forma e não informe um keytab.</translation>
        </message>
        <message>
            <source>the realm gave us a ticket</source>
            <translation>o realm nos deu um tíquete</translation>
        </message>
        <message>
            <source>there is a valid ticket</source>
            <translation>há um tíquete válido</translation>
        </message>
        <message>
            <source>not looked for: klist is not there</source>
            <translation>não procurado: o klist não está instalado</translation>
        </message>
        <message>
            <source>there is no Kerberos ticket, or it has expired</source>
            <translation>não há tíquete Kerberos, ou ele expirou</translation>
        </message>
        <message>
            <source>Get one with `kinit`, or name a keytab: sasl.kerberos.keytab and sasl.kerberos.principal.</source>
            <translation>Obtenha um com `kinit`, ou informe um keytab: sasl.kerberos.keytab e sasl.kerberos.principal.</translation>
        </message>
        <message>
            <source>no ticket: %1</source>
            <translation>sem tíquete: %1</translation>
        </message>
        <message>
            <source>no ticket in time: %1</source>
            <translation>nenhum tíquete a tempo: %1</translation>
        </message>
        <message>
            <source>Run the command of sasl.kerberos.kinit.cmd by hand to see why.</source>
            <translation>Execute o comando de sasl.kerberos.kinit.cmd à mão para ver por quê.</translation>
        </message>
        <message>
            <source>no key distribution centre of the realm answers (%1)</source>
            <translation>nenhum centro de distribuição de chaves do realm responde (%1)</translation>
        </message>
        <message>
            <source>Check the network, and the realm&apos;s kdc lines in krb5.conf.</source>
            <translation>Confira a rede e as linhas kdc do realm no krb5.conf.</translation>
        </message>
        <message>
            <source>krb5.conf names no key distribution centre for the realm (%1)</source>
            <translation>o krb5.conf não informa um centro de distribuição de chaves para o realm (%1)</translation>
        </message>
        <message>
            <source>Add the realm to krb5.conf, or correct it in sasl.kerberos.principal.</source>
            <translation>Acrescente o realm ao krb5.conf, ou corrija-o em sasl.kerberos.principal.</translation>
        </message>
        <message>
            <source>the keytab holds no key of this principal (%1)</source>
            <translation>o keytab não tem chave deste principal (%1)</translation>
        </message>
        <message>
            <source>Correct sasl.kerberos.principal (`klist -k` lists whom a keytab is for), or have a keytab made for it.</source>
            <translation>Corrija sasl.kerberos.principal (`klist -k` lista de quem é um keytab), ou peça um keytab para ele.</translation>
        </message>
        <message>
            <source>there is no keytab at this path (%1)</source>
            <translation>não há keytab neste caminho (%1)</translation>
        </message>
        <message>
            <source>Correct sasl.kerberos.keytab: a file that this user may read.</source>
            <translation>Corrija sasl.kerberos.keytab: um arquivo que este usuário possa ler.</translation>
        </message>
        <message>
            <source>the keytab may not be read (%1)</source>
            <translation>o keytab não pode ser lido (%1)</translation>
        </message>
        <message>
            <source>Let the user who runs Vigia read the file of sasl.kerberos.keytab.</source>
            <translation>Deixe o usuário que executa o Vigia ler o arquivo de sasl.kerberos.keytab.</translation>
        </message>
        <message>
            <source>the key in the keytab is not the principal&apos;s any more (%1)</source>
            <translation>a chave do keytab não é mais a do principal (%1)</translation>
        </message>
        <message>
            <source>Have a new keytab made: key or password have changed since.</source>
            <translation>Peça um keytab novo: a chave ou a senha mudou desde então.</translation>
        </message>
        <message>
            <source>the realm does not know this principal (%1)</source>
            <translation>o realm não conhece este principal (%1)</translation>
        </message>
        <message>
            <source>Correct sasl.kerberos.principal.</source>
            <translation>Corrija sasl.kerberos.principal.</translation>
        </message>
        <message>
            <source>this machine&apos;s clock differs from the realm&apos;s (%1)</source>
            <translation>o relógio desta máquina difere do relógio do realm (%1)</translation>
        </message>
        <message>
            <source>Set the clock: Kerberos allows five minutes.</source>
            <translation>Acerte o relógio: o Kerberos tolera cinco minutos.</translation>
        </message>
        <message>
            <source>Install the package libsasl2-modules-gssapi-mit.</source>
            <translation>Instale o pacote libsasl2-modules-gssapi-mit.</translation>
        </message>
        <message>
            <source>Check sasl.kerberos.service.name (usually kafka), and that the realm knows the broker by the host name that you connect to.</source>
            <translation>Confira sasl.kerberos.service.name (em geral kafka), e se o realm conhece o broker pelo nome de host ao qual você se conecta.</translation>
        </message>
        <message>
            <source>Connection refused</source>
            <translation>Conexão recusada</translation>
        </message>
        <message>
            <source>no answer in time</source>
            <translation>sem resposta a tempo</translation>
        </message>
        <message>
            <source>it has no address</source>
            <translation>ele não tem endereço</translation>
        </message>
        <message>
            <source>the broker wants TLS on this port, and the configuration says none</source>
            <translation>o broker quer TLS nesta porta, e a configuração diz que não</translation>
        </message>
        <message>
            <source>Set security.protocol to SSL or SASL_SSL.</source>
            <translation>Ponha SSL ou SASL_SSL em security.protocol.</translation>
        </message>
        <message>
            <source>what listens there does not speak Kafka</source>
            <translation>o que escuta ali não fala Kafka</translation>
        </message>
        <message>
            <source>Check host and port: this may be a proxy or another program.</source>
            <translation>Confira host e porta: pode ser um proxy ou outro programa.</translation>
        </message>
        <message>
            <source>Correct this property.</source>
            <translation>Corrija esta propriedade.</translation>
        </message>
        <message>
            <source>Correct this field.</source>
            <translation>Corrija este campo.</translation>
        </message>
        <message>
            <source>Check mechanism, user name and password, and that the user exists on this cluster.</source>
            <translation>Confira mecanismo, usuário e senha, e se o usuário existe neste cluster.</translation>
        </message>
        <message>
            <source>the broker takes no sign-in on this port, and the configuration says one</source>
            <translation>o broker não aceita autenticação nesta porta, e a configuração pede uma</translation>
        </message>
        <message>
            <source>Set security.protocol to SSL, or name the port that takes SASL.</source>
            <translation>Defina security.protocol como SSL ou indique a porta que aceita SASL.</translation>
        </message>
        <message>
            <source>Set security.protocol to PLAINTEXT, or name the port that takes SASL.</source>
            <translation>Defina security.protocol como PLAINTEXT ou indique a porta que aceita SASL.</translation>
        </message>
        <message>
            <source>Check the properties of the connection.</source>
            <translation>Confira as propriedades da conexão.</translation>
        </message>
        <message>
            <source>The broker may want SASL: set security.protocol and sasl.mechanisms.</source>
            <translation>O broker pode querer SASL: defina security.protocol e sasl.mechanisms.</translation>
        </message>
        <message>
            <source>not asked: no broker can be reached where it says</source>
            <translation>não perguntado: nenhum broker é alcançável onde diz estar</translation>
        </message>
        <message>
            <source>its advertised address can't be reached: %1</source>
            <translation>o endereço anunciado não é alcançável: %1</translation>
        </message>
        <message>
            <source>The broker tells clients to come here (advertised.listeners). Make this address reachable from this machine, or map it with brokerMap.</source>
            <translation>O broker manda os clientes para cá (advertised.listeners). Torne este endereço alcançável desta máquina, ou mapeie-o com brokerMap.</translation>
        </message>
        <message>
            <source>we may not describe the cluster, so not all groups are listed</source>
            <translation>não podemos descrever o cluster, então nem todos os grupos são listados</translation>
        </message>
        <message>
            <source>none is visible: there are none, or we may not describe them</source>
            <translation>nenhum é visível: não há nenhum, ou não podemos descrevê-los</translation>
        </message>
        <message>
            <source>Have it granted: %1</source>
            <translation>Peça a permissão: %1</translation>
        </message>
        <message>
            <source>the broker speaks Kafka without TLS on this port</source>
            <translation>o broker fala Kafka sem TLS nesta porta</translation>
        </message>
        <message>
            <source>the certificate expired %1 days ago (issued by %2)</source>
            <translation>o certificado venceu há %1 dias (emitido por %2)</translation>
        </message>
        <message>
            <source>Renew the broker's certificate. Until then no client with verification connects.</source>
            <translation>Renove o certificado do broker. Até lá nenhum cliente com verificação conecta.</translation>
        </message>
        <message>
            <source>the certificate is not valid yet</source>
            <translation>o certificado ainda não vale</translation>
        </message>
        <message>
            <source>Compare this machine's clock with the broker's.</source>
            <translation>Compare o relógio desta máquina com o do broker.</translation>
        </message>
        <message>
            <source>the certificate is for %1, not for %2</source>
            <translation>o certificado é de %1, não de %2</translation>
        </message>
        <message>
            <source>Set ssl.ca.location to the file of the authority that issued it.</source>
            <translation>Ponha em ssl.ca.location o arquivo da autoridade que o emitiu.</translation>
        </message>
        <message>
            <source>the handshake failed: %1</source>
            <translation>a negociação TLS falhou: %1</translation>
        </message>
        <message>
            <source>%1 is added</source>
            <translation>%1 foi adicionado</translation>
        </message>
        <message>
            <source>%1 is changed</source>
            <translation>%1 foi alterado</translation>
        </message>
        <message>
            <source>%1 is no longer watched. The cluster itself is as it was.</source>
            <translation>%1 não é mais observado. O cluster em si está como estava.</translation>
        </message>
        <message>
            <source>Correct it with Edit in the cluster menu; it is tried again every 30 s.</source>
            <translation>Corrija com Editar no menu do cluster; a tentativa se repete a cada 30 s.</translation>
        </message>
        <message>
            <source>no keyring service runs in this session: %1</source>
            <translation>nenhum chaveiro está ativo nesta sessão: %1</translation>
        </message>
        <message>
            <source>the desktop's keyring is asked with secret-tool, which is not there; install the package libsecret-tools</source>
            <translation>o chaveiro do desktop é consultado com secret-tool, que não está instalado; instale o pacote libsecret-tools</translation>
        </message>
        <message>
            <source>it accepts connections but does not answer in time</source>
            <translation>aceita conexões, mas não responde a tempo</translation>
        </message>
        <message>
            <source>The broker hangs, or a proxy accepts for a broker that is away: look at the broker&apos;s process and log, and at what stands between.</source>
            <translation>O broker está travado, ou um proxy aceita no lugar de um broker ausente: veja o processo e o log do broker, e o que está no caminho.</translation>
        </message>
        <message>
            <source>%1. Have it granted: %2</source>
            <translation>%1. Peça a concessão: %2</translation>
        </message>
        <message>
            <source>not authorised to see all groups: %1</source>
            <translation>sem autorização para ver todos os grupos: %1</translation>
        </message>
        <message>
            <source>not authorised to see topics: %1</source>
            <translation>sem autorização para ver tópicos: %1</translation>
        </message>
        <message>
            <source>not authorised to see groups: %1</source>
            <translation>sem autorização para ver grupos: %1</translation>
        </message>
        <message>
            <source>baseline</source>
            <translation>linha de base</translation>
        </message>
    </context>
    <context>
        <name>ClusterMenu</name>
        <message>
            <source>The platform's own cluster</source>
            <translation>O cluster da própria plataforma</translation>
        </message>
        <message>
            <source>the cluster</source>
            <translation>o cluster</translation>
        </message>
        <message>
            <source>Add a cluster…</source>
            <translation>Adicionar um cluster…</translation>
        </message>
        <message>
            <source>Add from a file…</source>
            <translation>Adicionar de um arquivo…</translation>
        </message>
        <message>
            <source>Test %1</source>
            <translation>Testar %1</translation>
        </message>
        <message>
            <source>Edit %1…</source>
            <translation>Editar %1…</translation>
        </message>
        <message>
            <source>Remove %1…</source>
            <translation>Remover %1…</translation>
        </message>
        <message>
            <source>Open in a new window</source>
            <translation>Abrir em nova janela</translation>
        </message>
        <message>
            <source>Copy link</source>
            <translation>Copiar link</translation>
        </message>
        <message>
            <source>Copy incident note</source>
            <translation>Copiar nota do incidente</translation>
        </message>
        <message>
            <source>Report…</source>
            <translation>Relatório…</translation>
        </message>
    </context>
    <context>
        <name>ConnectionSteps</name>
        <message>
            <source>Ticket</source>
            <translation>Tíquete</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nome</translation>
        </message>
        <message>
            <source>Network</source>
            <translation>Rede</translation>
        </message>
        <message>
            <source>TLS</source>
            <translation>TLS</translation>
        </message>
        <message>
            <source>Sign-in</source>
            <translation>Autenticação</translation>
        </message>
        <message>
            <source>Metadata</source>
            <translation>Metadados</translation>
        </message>
        <message>
            <source>Broker</source>
            <translation>Broker</translation>
        </message>
        <message>
            <source>Rights</source>
            <translation>Permissões</translation>
        </message>
        <message>
            <source>Secrets</source>
            <translation>Segredos</translation>
        </message>
        <message>
            <source>Properties</source>
            <translation>Propriedades</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::clusters::ClusterDialog</name>
        <message>
            <source>Add a cluster</source>
            <translation>Adicionar um cluster</translation>
        </message>
        <message>
            <source>Edit %1</source>
            <translation>Editar %1</translation>
        </message>
        <message>
            <source>Nothing is ever written to a cluster that you only watch.</source>
            <translation>Nada é gravado em um cluster que você só observa.</translation>
        </message>
        <message>
            <source>Connection</source>
            <translation>Conexão</translation>
        </message>
        <message>
            <source>Test takes each step by itself: name, network, TLS, sign-in, every broker's address, rights. It says what each found, and what to do.</source>
            <translation>Testar executa cada passo separadamente: nome, rede, TLS, autenticação, endereço de cada broker, permissões. Diz o que cada um encontrou e o que fazer.</translation>
        </message>
        <message>
            <source>From a file…</source>
            <translation>De um arquivo…</translation>
        </message>
        <message>
            <source>A Java client's client.properties: JAAS line, PEM, PKCS12 and JKS are understood</source>
            <translation>O client.properties de um cliente Java: linha JAAS, PEM, PKCS12 e JKS são compreendidos</translation>
        </message>
        <message>
            <source>Test</source>
            <translation>Testar</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Adicionar</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Salvar</translation>
        </message>
        <message>
            <source>A Java client's properties</source>
            <translation>Propriedades de um cliente Java</translation>
        </message>
        <message>
            <source>Properties (*.properties);;All files (*)</source>
            <translation>Propriedades (*.properties);;Todos os arquivos (*)</translation>
        </message>
        <message>
            <source>Looking at each step…</source>
            <translation>Verificando cada passo…</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::clusters::ClusterForm</name>
        <message>
            <source>Choose…</source>
            <translation>Escolher…</translation>
        </message>
        <message>
            <source>%1: choose a file</source>
            <translation>%1: escolher um arquivo</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nome</translation>
        </message>
        <message>
            <source>orders</source>
            <translation>pedidos</translation>
        </message>
        <message>
            <source>Servers</source>
            <translation>Servidores</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Ambiente</translation>
        </message>
        <message>
            <source>Development</source>
            <translation>Desenvolvimento</translation>
        </message>
        <message>
            <source>Test</source>
            <translation>Testar</translation>
        </message>
        <message>
            <source>Production: read-only</source>
            <translation>Produção: somente leitura</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>Cor</translation>
        </message>
        <message>
            <source>#RRGGBB; empty: by the tag</source>
            <translation>#RRGGBB; vazio: pelo ambiente</translation>
        </message>
        <message>
            <source>Encryption</source>
            <translation>Criptografia</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Nenhuma</translation>
        </message>
        <message>
            <source>TLS with a certificate of ours</source>
            <translation>TLS com certificado próprio</translation>
        </message>
        <message>
            <source>Authorities</source>
            <translation>Autoridades</translation>
        </message>
        <message>
            <source>PEM file; empty: the system's</source>
            <translation>Arquivo PEM; vazio: as do sistema</translation>
        </message>
        <message>
            <source>Certificate</source>
            <translation>Certificado</translation>
        </message>
        <message>
            <source>PEM file</source>
            <translation>Arquivo PEM</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Chave</translation>
        </message>
        <message>
            <source>Key's password</source>
            <translation>Senha da chave</translation>
        </message>
        <message>
            <source>Sign-in</source>
            <translation>Autenticação</translation>
        </message>
        <message>
            <source>User</source>
            <translation>Usuário</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Senha</translation>
        </message>
        <message>
            <source>Token endpoint</source>
            <translation>Endereço do token</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>Cliente</translation>
        </message>
        <message>
            <source>Client's secret</source>
            <translation>Segredo do cliente</translation>
        </message>
        <message>
            <source>Scope</source>
            <translation>Escopo</translation>
        </message>
        <message>
            <source>as the provider asks; may be empty</source>
            <translation>como o provedor pede; pode ficar vazio</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>Serviço</translation>
        </message>
        <message>
            <source>Principal</source>
            <translation>Principal</translation>
        </message>
        <message>
            <source>Keytab</source>
            <translation>Keytab</translation>
        </message>
        <message>
            <source>Also while it isn't open: for the fleet page</source>
            <translation>Também quando não está aberto: para a página Frota</translation>
        </message>
        <message>
            <source>Collect also while it isn't open</source>
            <translation>Coletar também quando não está aberto</translation>
        </message>
        <message>
            <source>Collect</source>
            <translation>Coleta</translation>
        </message>
        <message>
            <source>Other properties</source>
            <translation>Outras propriedades</translation>
        </message>
        <message>
            <source>librdkafka's names, name=value, one a line</source>
            <translation>nomes da librdkafka, nome=valor, um por linha</translation>
        </message>
        <message>
            <source>Broker map</source>
            <translation>Mapa de brokers</translation>
        </message>
        <message>
            <source>advertised:port=reachable:port, for tunnels</source>
            <translation>anunciado:porta=alcançável:porta, para túneis</translation>
        </message>
        <message>
            <source>Give it a name of a–z, A–Z, 0–9, - and _.</source>
            <translation>Dê um nome com a–z, A–Z, 0–9, - e _.</translation>
        </message>
        <message>
            <source>“local” is the platform's own cluster; take another name.</source>
            <translation>“local” é o cluster da própria plataforma; use outro nome.</translation>
        </message>
        <message>
            <source>Name at least one server, such as kafka-1:9092.</source>
            <translation>Informe ao menos um servidor, como kafka-1:9092.</translation>
        </message>
        <message>
            <source>A colour is written #RRGGBB.</source>
            <translation>Uma cor se escreve #RRGGBB.</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::clusters::ConnectionDialog</name>
        <message>
            <source>Connection to %1</source>
            <translation>Conexão com %1</translation>
        </message>
        <message>
            <source>Copy the report</source>
            <translation>Copiar o relatório</translation>
        </message>
        <message>
            <source>The report is copied.</source>
            <translation>O relatório foi copiado.</translation>
        </message>
        <message>
            <source>Test again</source>
            <translation>Testar de novo</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
        <message>
            <source>Looking at each step…</source>
            <translation>Verificando cada passo…</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::clusters::ConnectionView</name>
        <message>
            <source>Steps of the connection</source>
            <translation>Passos da conexão</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>falhou</translation>
        </message>
        <message>
            <source>passed</source>
            <translation>passou</translation>
        </message>
        <message>
            <source>skipped</source>
            <translation>pulado</translation>
        </message>
        <message>
            <source>Looking at each step…</source>
            <translation>Verificando cada passo…</translation>
        </message>
        <message numerus="yes">
            <source>Connected; the certificate is valid for %n more day(s).</source>
            <translation>
                <numerusform>Conectado; o certificado vale por mais %n dia.</numerusform>
                <numerusform>Conectado; o certificado vale por mais %n dias.</numerusform>
            </translation>
        </message>
        <message>
            <source>Connected; nothing is missing.</source>
            <translation>Conectado; não falta nada.</translation>
        </message>
        <message>
            <source>Connected, but a right is missing: %1</source>
            <translation>Conectado, mas falta uma permissão: %1</translation>
        </message>
        <message>
            <source>No connection: %1 fails.</source>
            <translation>Sem conexão: falha em %1.</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::clusters::ConsoleShell</name>
        <message>
            <source>%1 is no longer watched.</source>
            <translation>%1 não é mais observado.</translation>
        </message>
        <message>
            <source>There is no cluster %1 any more.</source>
            <translation>O cluster %1 não existe mais.</translation>
        </message>
        <message>
            <source>A Java client's properties</source>
            <translation>Propriedades de um cliente Java</translation>
        </message>
        <message>
            <source>Properties (*.properties);;All files (*)</source>
            <translation>Propriedades (*.properties);;Todos os arquivos (*)</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::clusters::RemoveDialog</name>
        <message>
            <source>Remove %1</source>
            <translation>Remover %1</translation>
        </message>
        <message>
            <source>It is taken out of the configuration file, with the secrets that Vigia keeps for it. The cluster itself stays as it is.</source>
            <translation>Ele sai do arquivo de configuração, com os segredos que a Vigia guarda para ele. O cluster em si fica como está.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Remover</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::clusters::SecretField</name>
        <message>
            <source>Keyring</source>
            <translation>Chaveiro</translation>
        </message>
        <message>
            <source>File of Vigia's</source>
            <translation>Arquivo da Vigia</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Arquivo</translation>
        </message>
        <message>
            <source>Environment</source>
            <translation>Variável</translation>
        </message>
        <message>
            <source>Command</source>
            <translation>Comando</translation>
        </message>
        <message>
            <source>Imported file</source>
            <translation>Arquivo importado</translation>
        </message>
        <message>
            <source>%1: where from</source>
            <translation>%1: de onde</translation>
        </message>
        <message>
            <source>as it lies in the keyring</source>
            <translation>como está no chaveiro</translation>
        </message>
        <message>
            <source>the secret</source>
            <translation>o segredo</translation>
        </message>
        <message>
            <source>Kept in the desktop's keyring.</source>
            <translation>Guardado no chaveiro do desktop.</translation>
        </message>
        <message>
            <source>Kept in a file beside the configuration that only you may read.</source>
            <translation>Guardado em um arquivo ao lado da configuração que só você pode ler.</translation>
        </message>
        <message>
            <source>/path/to/the/secret</source>
            <translation>/caminho/do/segredo</translation>
        </message>
        <message>
            <source>Taken from the imported file and kept in a file that only you may read.</source>
            <translation>Tirado do arquivo importado e guardado em um arquivo que só você pode ler.</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::FleetPage</name>
        <message>
            <source>Filter: largest &gt; 1000 and tag = prod</source>
            <translation>Filtro: largest &gt; 1000 and tag = prod</translation>
        </message>
        <message>
            <source>Clusters</source>
            <translation>Clusters</translation>
        </message>
        <message>
            <source>%1 clusters</source>
            <translation>%1 clusters</translation>
        </message>
        <message>
            <source>No cluster was asked yet</source>
            <translation>Nenhum cluster foi consultado ainda</translation>
        </message>
        <message>
            <source>Each is asked every 30 s while this page is open, those with “collect: always” also while it is not.</source>
            <translation>Cada um é consultado a cada 30 s enquanto esta página está aberta; os com “collect: always”, também quando não está.</translation>
        </message>
        <message>
            <source>Filter rows</source>
            <translation>Filtrar linhas</translation>
        </message>
        <message>
            <source>Open the cluster</source>
            <translation>Abrir o cluster</translation>
        </message>
        <message>
            <source>Open in a new window</source>
            <translation>Abrir em nova janela</translation>
        </message>
        <message>
            <source>%1 cluster</source>
            <translation>%1 cluster</translation>
        </message>
        <message>
            <source>Copy link</source>
            <translation>Copiar link</translation>
        </message>
    </context>
    <context>
        <name>DialogButtons</name>
        <message>
            <source>Copy as command</source>
            <translation>Copiar como comando</translation>
        </message>
        <message>
            <source>What does the same in a terminal</source>
            <translation>O que faz o mesmo em um terminal</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::clusters::CloseDialog</name>
        <message>
            <source>A load test goes on</source>
            <translation>Um teste de carga está em andamento</translation>
        </message>
        <message>
            <source>End now and close</source>
            <translation>Encerrar já e fechar</translation>
        </message>
        <message>
            <source>It runs inside this program and ends with it. What it measured so far is kept either way.</source>
            <translation>Ele roda dentro deste programa e termina com ele. O que mediu até agora fica guardado de qualquer forma.</translation>
        </message>
        <message>
            <source>Let it go on</source>
            <translation>Deixar continuar</translation>
        </message>
        <message>
            <source>Stop it and close</source>
            <translation>Parar e fechar</translation>
        </message>
        <message>
            <source>Waiting for the answers that are under way…</source>
            <translation>Aguardando as respostas em andamento…</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::LoadPage</name>
        <message>
            <source>%1 run</source>
            <translation>%1 execução</translation>
        </message>
        <message>
            <source>%1 runs</source>
            <translation>%1 execuções</translation>
        </message>
        <message>
            <source>Load test: %1</source>
            <translation>Teste de carga: %1</translation>
        </message>
        <message>
            <source>Make it the baseline</source>
            <translation>Tornar referência</translation>
        </message>
        <message>
            <source>Name, tags and notes</source>
            <translation>Nome, etiquetas e notas</translation>
        </message>
        <message>
            <source>No runs yet</source>
            <translation>Nenhuma execução ainda</translation>
        </message>
        <message>
            <source>One load test at a time: stop the one that goes on</source>
            <translation>Um teste de carga por vez: pare o que está em andamento</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Remover</translation>
        </message>
        <message>
            <source>Remove the run</source>
            <translation>Remover a execução</translation>
        </message>
        <message>
            <source>Run %1</source>
            <translation>Executar %1</translation>
        </message>
        <message>
            <source>Run %1, short form</source>
            <translation>Executar %1, forma curta</translation>
        </message>
        <message>
            <source>Runs</source>
            <translation>Execuções</translation>
        </message>
        <message>
            <source>Stop the load test</source>
            <translation>Parar o teste de carga</translation>
        </message>
        <message>
            <source>The cluster is read-only</source>
            <translation>O cluster é somente leitura</translation>
        </message>
        <message>
            <source>What was run stays here until you remove it.</source>
            <translation>O que foi executado fica aqui até você remover.</translation>
        </message>
        <message>
            <source>Filter: p99 &gt; 200 and tags ~ nightly</source>
            <translation>Filtro: p99 &gt; 200 and tags ~ nightly</translation>
        </message>
        <message>
            <source>Compare the chosen runs</source>
            <translation>Comparar as execuções escolhidas</translation>
        </message>
        <message>
            <source>Trend of the scenario</source>
            <translation>Tendência do cenário</translation>
        </message>
        <message>
            <source>Report of the run…</source>
            <translation>Relatório da execução…</translation>
        </message>
        <message>
            <source>New scenario…</source>
            <translation>Novo cenário…</translation>
        </message>
        <message>
            <source>The file of this scenario goes; its runs stay.</source>
            <translation>O arquivo deste cenário some; suas execuções ficam.</translation>
        </message>
        <message>
            <source>Remove a scenario</source>
            <translation>Remover um cenário</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::NoteDialog</name>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nome</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Notas</translation>
        </message>
        <message>
            <source>Notes of a run</source>
            <translation>Notas de uma execução</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Salvar</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Etiquetas</translation>
        </message>
        <message>
            <source>separated by commas</source>
            <translation>separadas por vírgulas</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::RunCharts</name>
        <message>
            <source>Latency</source>
            <translation>Latência</translation>
        </message>
        <message>
            <source>Rate</source>
            <translation>Taxa</translation>
        </message>
        <message>
            <source>a second</source>
            <translation>por segundo</translation>
        </message>
        <message>
            <source>achieved</source>
            <translation>atingida</translation>
        </message>
        <message>
            <source>from the intended time, logarithmic</source>
            <translation>desde o instante previsto, logarítmica</translation>
        </message>
        <message>
            <source>offered</source>
            <translation>oferecida</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::RunPane</name>
        <message>
            <source>Cluster</source>
            <translation>Cluster</translation>
        </message>
        <message>
            <source>%1 of %2 missed: %3</source>
            <translation>%1 de %2 não cumpridos: %3</translation>
        </message>
        <message numerus="yes">
            <source>All %n threshold(s) held.</source>
            <translation>
                <numerusform>O limite foi cumprido.</numerusform>
                <numerusform>Todos os %n limites foram cumpridos.</numerusform>
            </translation>
        </message>
        <message>
            <source>Code</source>
            <translation>Código</translation>
        </message>
        <message>
            <source>Copy as command</source>
            <translation>Copiar como comando</translation>
        </message>
        <message>
            <source>Count</source>
            <translation>Número</translation>
        </message>
        <message>
            <source>End now</source>
            <translation>Encerrar já</translation>
        </message>
        <message>
            <source>Ends at once, without what is still under way</source>
            <translation>Encerra na hora, sem o que ainda está em andamento</translation>
        </message>
        <message>
            <source>Errors by code</source>
            <translation>Erros por código</translation>
        </message>
        <message>
            <source>Its program ended before it did; what there is was kept.</source>
            <translation>O programa terminou antes dela; o que havia foi guardado.</translation>
        </message>
        <message>
            <source>Make it the baseline</source>
            <translation>Tornar referência</translation>
        </message>
        <message>
            <source>Measured</source>
            <translation>Medido</translation>
        </message>
        <message>
            <source>More about this run</source>
            <translation>Mais sobre esta execução</translation>
        </message>
        <message>
            <source>Name, tags and notes of this run</source>
            <translation>Nome, etiquetas e notas desta execução</translation>
        </message>
        <message>
            <source>No load test was run yet</source>
            <translation>Nenhum teste de carga foi executado ainda</translation>
        </message>
        <message>
            <source>No new arrivals; waits for what is under way (S)</source>
            <translation>Sem novas chegadas; espera o que está em andamento (S)</translation>
        </message>
        <message>
            <source>No thresholds were promised.</source>
            <translation>Nenhum limite foi prometido.</translation>
        </message>
        <message>
            <source>Notes…</source>
            <translation>Notas…</translation>
        </message>
        <message>
            <source>Promise</source>
            <translation>Promessa</translation>
        </message>
        <message>
            <source>RUNNING %1 of %2</source>
            <translation>EXECUTANDO %1 de %2</translation>
        </message>
        <message>
            <source>Remove…</source>
            <translation>Remover…</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Parar</translation>
        </message>
        <message>
            <source>Stopped before a stage that counts began: nothing was measured.</source>
            <translation>Parado antes de começar uma etapa que conta: nada foi medido.</translation>
        </message>
        <message>
            <source>Stopped before its end: its thresholds were not judged.</source>
            <translation>Parado antes do fim: seus limites não foram julgados.</translation>
        </message>
        <message numerus="yes">
            <source>Stopping: waiting for %n answer(s)</source>
            <translation>
                <numerusform>Parando: aguardando %n resposta</numerusform>
                <numerusform>Parando: aguardando %n respostas</numerusform>
            </translation>
        </message>
        <message>
            <source>Thresholds</source>
            <translation>Limites</translation>
        </message>
        <message>
            <source>closed model</source>
            <translation>modelo fechado</translation>
        </message>
        <message>
            <source>none</source>
            <translation>nenhum</translation>
        </message>
        <message>
            <source>none promised</source>
            <translation>nenhuma</translation>
        </message>
        <message>
            <source>not measured yet</source>
            <translation>ainda não medido</translation>
        </message>
        <message>
            <source>open model</source>
            <translation>modelo aberto</translation>
        </message>
        <message>
            <source>short form</source>
            <translation>forma curta</translation>
        </message>
        <message>
            <source>stage %1 of %2: %3</source>
            <translation>etapa %1 de %2: %3</translation>
        </message>
        <message>
            <source>“Run” on a card starts one against this platform; the short forms end within a minute.</source>
            <translation>“Executar” em um cartão inicia um contra esta plataforma; as formas curtas terminam em um minuto.</translation>
        </message>
        <message>
            <source>What is shown of the run</source>
            <translation>O que se mostra da execução</translation>
        </message>
        <message>
            <source>Run</source>
            <translation>Execução</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Comparar</translation>
        </message>
        <message>
            <source>Trend</source>
            <translation>Tendência</translation>
        </message>
        <message>
            <source>Compare %1</source>
            <translation>Comparar %1</translation>
        </message>
        <message>
            <source>This run can&apos;t be shown</source>
            <translation>Esta execução não pode ser mostrada</translation>
        </message>
        <message>
            <source>against the baseline: %1</source>
            <translation>contra a linha de base: %1</translation>
        </message>
        <message>
            <source>the baseline</source>
            <translation>a linha de base</translation>
        </message>
        <message>
            <source>Report…</source>
            <translation>Relatório…</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::ScenarioCards</name>
        <message>
            <source>Run · %1</source>
            <translation>Rodar · %1</translation>
        </message>
        <message>
            <source>Scenarios</source>
            <translation>Cenários</translation>
        </message>
        <message>
            <source>Short</source>
            <translation>Curta</translation>
        </message>
        <message>
            <source>Your own</source>
            <translation>Seu próprio</translation>
        </message>
        <message>
            <source>Other requests, other rates, other promises: written and tried here</source>
            <translation>Outras requisições, taxas e promessas: escritas e testadas aqui</translation>
        </message>
        <message>
            <source>New scenario…</source>
            <translation>Novo cenário…</translation>
        </message>
        <message>
            <source>More about %1</source>
            <translation>Mais sobre %1</translation>
        </message>
        <message>
            <source>Edit…</source>
            <translation>Editar…</translation>
        </message>
        <message>
            <source>Edit a copy…</source>
            <translation>Editar uma cópia…</translation>
        </message>
        <message>
            <source>Remove…</source>
            <translation>Remover…</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::ComparePane</name>
        <message>
            <source>%1 to %2</source>
            <translation>%1 a %2</translation>
        </message>
        <message>
            <source>%1 · too short to tell</source>
            <translation>%1 · curto demais para dizer</translation>
        </message>
        <message>
            <source>%1 · within noise</source>
            <translation>%1 · dentro do ruído</translation>
        </message>
        <message>
            <source>Comparison</source>
            <translation>Comparação</translation>
        </message>
        <message>
            <source>too short to tell: each run needs 16 seconds that count</source>
            <translation>curto demais para dizer: cada execução precisa de 16 segundos que contam</translation>
        </message>
        <message>
            <source>no difference beyond noise</source>
            <translation>nenhuma diferença além do ruído</translation>
        </message>
        <message>
            <source>with 99 % confidence %1</source>
            <translation>com 99 % de confiança %1</translation>
        </message>
        <message>
            <source>%1 against %2: %3</source>
            <translation>%1 contra %2: %3</translation>
        </message>
        <message>
            <source>the baseline</source>
            <translation>a linha de base</translation>
        </message>
        <message>
            <source>Metric</source>
            <translation>Métrica</translation>
        </message>
        <message>
            <source>Baseline · %1</source>
            <translation>Linha de base · %1</translation>
        </message>
        <message>
            <source>Setting</source>
            <translation>Ajuste</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::ReportDialog</name>
        <message>
            <source>Operations report</source>
            <translation>Relatório de operações</translation>
        </message>
        <message>
            <source>Report of a load test</source>
            <translation>Relatório de um teste de carga</translation>
        </message>
        <message>
            <source>Health, throughput, lag by group, events and stock of %1. The first page is the verdict.</source>
            <translation>Saúde, vazão, atraso por grupo, eventos e estoque de %1. A primeira página é o veredito.</translation>
        </message>
        <message>
            <source>%1: the verdict first, then latency, throughput, errors and what it is held against.</source>
            <translation>%1: primeiro o veredito, depois latência, vazão, erros e com o que é comparado.</translation>
        </message>
        <message>
            <source>Time range</source>
            <translation>Intervalo</translation>
        </message>
        <message>
            <source>As the charts: %1</source>
            <translation>Como os gráficos: %1</translation>
        </message>
        <message>
            <source>Last %1 days</source>
            <translation>Últimos %1 dias</translation>
        </message>
        <message>
            <source>Formats</source>
            <translation>Formatos</translation>
        </message>
        <message>
            <source>Format %1</source>
            <translation>Formato %1</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Pasta</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Escolher…</translation>
        </message>
        <message>
            <source>Choose a folder</source>
            <translation>Escolher uma pasta</translation>
        </message>
        <message>
            <source>Open the folder</source>
            <translation>Abrir a pasta</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Abrir</translation>
        </message>
        <message>
            <source>Open the report</source>
            <translation>Abrir o relatório</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
        <message>
            <source>Write</source>
            <translation>Gravar</translation>
        </message>
        <message>
            <source>Choose a format and a folder</source>
            <translation>Escolha um formato e uma pasta</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>Reading the history…</source>
            <translation>Lendo o histórico…</translation>
        </message>
        <message>
            <source>Writing…</source>
            <translation>Gravando…</translation>
        </message>
        <message>
            <source>%1 of %2 files: %3</source>
            <translation>%1 de %2 arquivos: %3</translation>
        </message>
        <message numerus="yes">
            <source>Written into %1: %n file(s)</source>
            <translation>
                <numerusform>Gravado em %1: %n arquivo</numerusform>
                <numerusform>Gravados em %1: %n arquivos</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing here opens %1; open it by hand.</source>
            <translation>Nada aqui abre %1; abra à mão.</translation>
        </message>
        <message>
            <source>Stopping after this file…</source>
            <translation>Parando depois deste arquivo…</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::TrendPane</name>
        <message>
            <source>baseline</source>
            <translation>linha de base</translation>
        </message>
        <message>
            <source>A trend needs two finished runs</source>
            <translation>Uma tendência precisa de duas execuções terminadas</translation>
        </message>
        <message>
            <source>of the same scenario in the same form. Run it again.</source>
            <translation>do mesmo cenário na mesma forma. Execute de novo.</translation>
        </message>
        <message>
            <source>Rate over runs</source>
            <translation>Taxa por execução</translation>
        </message>
        <message>
            <source>answers a second</source>
            <translation>respostas por segundo</translation>
        </message>
        <message>
            <source>rate</source>
            <translation>taxa</translation>
        </message>
        <message>
            <source>/s</source>
            <translation>/s</translation>
        </message>
        <message>
            <source>Latency over runs</source>
            <translation>Latência por execução</translation>
        </message>
        <message>
            <source>from the intended time, logarithmic</source>
            <translation>desde o instante previsto, logarítmica</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::ArrivalCurve</name>
        <message>
            <source>over the time since its beginning</source>
            <translation>ao longo do tempo desde o início</translation>
        </message>
        <message>
            <source>%1, %2 arrivals a second at most</source>
            <translation>%1, no máximo %2 chegadas por segundo</translation>
        </message>
        <message>
            <source>%1, %2 users at most</source>
            <translation>%1, no máximo %2 usuários</translation>
        </message>
        <message>
            <source>arrivals</source>
            <translation>chegadas</translation>
        </message>
        <message>
            <source>users</source>
            <translation>usuários</translation>
        </message>
        <message>
            <source>/s</source>
            <translation>/s</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::ScenarioEditor</name>
        <message>
            <source>and %1 more</source>
            <translation>e mais %1</translation>
        </message>
        <message>
            <source>New scenario</source>
            <translation>Novo cenário</translation>
        </message>
        <message>
            <source>Scenario %1</source>
            <translation>Cenário %1</translation>
        </message>
        <message>
            <source>Text of the scenario</source>
            <translation>Texto do cenário</translation>
        </message>
        <message>
            <source>Course</source>
            <translation>Curso</translation>
        </message>
        <message>
            <source>Short form</source>
            <translation>Forma curta</translation>
        </message>
        <message>
            <source>Mistakes</source>
            <translation>Erros</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Salvar</translation>
        </message>
        <message>
            <source>Save and run the short form</source>
            <translation>Salvar e rodar a forma curta</translation>
        </message>
        <message>
            <source>Save and run</source>
            <translation>Salvar e rodar</translation>
        </message>
        <message>
            <source>A copy: scenarios that ship stay as they are. Give it a name.</source>
            <translation>Uma cópia: os cenários que vêm com o programa ficam como são. Dê um nome.</translation>
        </message>
        <message>
            <source>Line %1, column %2: %3</source>
            <translation>Linha %1, coluna %2: %3</translation>
        </message>
        <message>
            <source>It can be run: %1.</source>
            <translation>Pode ser executado: %1.</translation>
        </message>
        <message numerus="yes">
            <source>%n mistake(s), each beside its line</source>
            <translation>
                <numerusform>%n erro, ao lado da sua linha</numerusform>
                <numerusform>%n erros, cada um ao lado da sua linha</numerusform>
            </translation>
        </message>
        <message>
            <source>A load test goes on, or the cluster is read-only</source>
            <translation>Um teste de carga está em curso, ou o cluster é só leitura</translation>
        </message>
        <message>
            <source>Kept as %1.</source>
            <translation>Guardado como %1.</translation>
        </message>
        <message>
            <source>There are changes that are not saved. Close again to leave them.</source>
            <translation>Há mudanças não salvas. Feche de novo para deixá-las.</translation>
        </message>
        <message>
            <source>That is too long for this editor: 256 KiB and 4,000 characters a line at most.</source>
            <translation>Longo demais para este editor: 256 KiB e 4.000 caracteres por linha no máximo.</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::pages::LoadGuard</name>
        <message>
            <source>It is production, and a load test changes it. Load tests may be started for 15 minutes; the reason goes into the audit file.</source>
            <translation>É produção, e um teste de carga a altera. Testes de carga podem ser iniciados durante 15 minutos; o motivo vai para o arquivo de auditoria.</translation>
        </message>
    </context>
</TS>
