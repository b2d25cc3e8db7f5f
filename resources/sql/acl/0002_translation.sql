CREATE TABLE acl.external_stocks (
  stock_id      varchar(64)  PRIMARY KEY,
  external_id   varchar(100) NOT NULL UNIQUE,
  product_id    varchar(100) NOT NULL,
  symbol        varchar(20)  NOT NULL,
  last_version  integer      NOT NULL,
  last_quantity integer      NOT NULL,
  registered_at timestamptz  NOT NULL DEFAULT now(),
  updated_at    timestamptz  NOT NULL DEFAULT now()
);

CREATE TABLE acl.consumption_log (
  id                      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  correlation_id          varchar(128) NOT NULL,
  event_id                uuid,
  stock_id                varchar(64),
  product_id              varchar(100) NOT NULL DEFAULT 'UNKNOWN',
  topic                   varchar(249) NOT NULL,      -- origin
  partition_id            integer      NOT NULL,
  offset_value            bigint       NOT NULL,
  operation               varchar(30),
  event_kind              varchar(20),
  quantity                integer,
  price                   numeric(19,2),
  priority                varchar(10),
  message_hash            varchar(64),
  status                  varchar(20)  NOT NULL CHECK (status IN ('RECEIVED','PROCESSING','SUCCESS','FAILED',
                            'DISCARDED','RETRY_SCHEDULED','RETRY_EXHAUSTED')),
  reason                  varchar(30),
  external_id             varchar(100),
  api_endpoint            varchar(200),
  api_response_code       integer,
  api_response_message    varchar(500),
  api_call_duration_ms    integer,
  error_class             varchar(40),
  error_message           varchar(1000),
  retry_count             integer      NOT NULL DEFAULT 0,
  consumed_at             timestamptz  NOT NULL DEFAULT now(),
  processing_started_at   timestamptz,
  processing_completed_at timestamptz,
  total_processing_time_ms integer,
  payload                 bytea        NOT NULL,
  metadata                jsonb        NOT NULL DEFAULT '{}',
  instance                varchar(100) NOT NULL,
  UNIQUE (topic, partition_id, offset_value)
);
CREATE INDEX idx_consumption_corr    ON acl.consumption_log (correlation_id);
CREATE INDEX idx_consumption_time    ON acl.consumption_log (consumed_at DESC);
CREATE INDEX idx_consumption_status  ON acl.consumption_log (status, consumed_at DESC);
CREATE INDEX idx_consumption_product ON acl.consumption_log (product_id, consumed_at DESC);
CREATE UNIQUE INDEX uq_consumption_success ON acl.consumption_log (event_id) WHERE status = 'SUCCESS';
