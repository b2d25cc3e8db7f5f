<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
    <context>
        <name>Background</name>
        <message>
            <source>%1 could not be written: %2. Choose another folder.</source>
            <translation>Não foi possível gravar %1: %2. Escolha outra pasta.</translation>
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
    </context>
    <context>
        <name>Pages</name>
        <message>
            <source>Overview</source>
            <translation>Visão geral</translation>
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
            <source>And %1 more.</source>
            <translation>E mais %1.</translation>
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
            <source>Paused: what you see stands still, collecting goes on. +%1 new. P goes on.</source>
            <translation>Pausado: a tela está parada, a coleta continua. +%1 novos. P retoma.</translation>
        </message>
        <message>
            <source>No new data for %1: what you see is old. The brokers or the sampler don't answer.</source>
            <translation>Sem dados novos há %1: o que você vê é antigo. Os brokers ou o coletor não respondem.</translation>
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
            <source>Notifications</source>
            <translation>Notificações</translation>
        </message>
    </context>
    <context>
        <name>vigia::ui::widgets::TopBar</name>
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
    </context>
</TS>
