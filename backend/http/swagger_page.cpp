#include "backend/http/openapi.h"

namespace vigia::backend::http {

std::string swaggerPage() {
    return R"html(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Vigia API</title>
<style>
:root{color-scheme:light dark;--line:#8884;--soft:#8881}
body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:2rem 1rem}
h1{font-size:1.4rem;margin:0}h2{font-size:1.05rem;margin:2rem 0 .5rem}
details{border:1px solid var(--line);border-radius:6px;margin:.4rem 0;background:var(--soft)}
summary{cursor:pointer;padding:.5rem .8rem}code,pre,textarea,input{font:13px ui-monospace,monospace}
.m{display:inline-block;min-width:4.5rem;font-weight:600}.d{opacity:.7;margin-left:.6rem}
form{padding:.2rem .8rem .8rem}label{display:block;margin:.4rem 0}input{width:18rem}textarea{width:100%;min-height:7rem;box-sizing:border-box}
pre{overflow:auto;max-height:24rem;background:var(--soft);padding:.6rem;border-radius:6px}
</style></head><body><h1 id="title">API</h1><p id="about"></p><p><a href="/v3/api-docs">/v3/api-docs</a> &middot; <a href="/v3/api-docs.yaml">YAML</a></p>
<div id="list">Loading&hellip;</div>
<script>
"use strict";
const make=(tag,text,parent)=>{const e=document.createElement(tag);if(text!==undefined)e.textContent=text;if(parent)parent.append(e);return e};
function field(form,p){const l=make("label",p.name+" ("+p.in+(p.required?", required":"")+") ",form);const i=make("input",undefined,l);i.placeholder=p.description||"";return{p,i}}
async function call(method,path,fields,body,out){
 let url=path;const query=new URLSearchParams();const headers={};
 for(const{p,i}of fields){if(p.in==="path")url=url.replace("{"+p.name+"}",encodeURIComponent(i.value));
  else if(i.value&&p.in==="query")query.append(p.name,i.value);else if(i.value)headers[p.name]=i.value}
 if([...query].length)url+="?"+query;const options={method:method.toUpperCase(),headers};
 if(body&&body.value){options.body=body.value;headers["Content-Type"]="application/json"}
 try{const a=await fetch(url,options);out.textContent=a.status+" "+a.statusText+"\n"+[...a.headers].map(h=>h.join(": ")).join("\n")+"\n\n"+await a.text()}
 catch(e){out.textContent="No answer: "+e}}
function operation(parent,path,method,o){
 const d=make("details",undefined,parent),s=make("summary",undefined,d);make("span",method.toUpperCase(),s).className="m";make("code",path,s);make("span",o.summary||"",s).className="d";
 const f=make("form",undefined,d);const fields=(o.parameters||[]).map(p=>field(f,p));let body;
 if(o.requestBody){make("label","Body",f);body=make("textarea",undefined,f);const c=Object.values(o.requestBody.content)[0];make("pre",JSON.stringify(c.schema,null,1),f)}
 make("p",Object.entries(o.responses).map(r=>r[0]+" "+r[1].description).join(" · "),f);make("button","Send",f);const out=make("pre","",f);
 f.addEventListener("submit",e=>{e.preventDefault();call(method,path,fields,body,out)})}
fetch("/v3/api-docs").then(a=>a.json()).then(doc=>{
 document.title=doc.info.title;document.getElementById("title").textContent=doc.info.title+" "+doc.info.version;document.getElementById("about").textContent=doc.info.description||"";
 const list=document.getElementById("list");list.textContent="";const groups=new Map();
 for(const[path,item]of Object.entries(doc.paths))for(const[method,o]of Object.entries(item)){const tag=(o.tags||["Other"])[0];
  if(!groups.has(tag)){make("h2",tag,list);groups.set(tag,make("div",undefined,list))}operation(groups.get(tag),path,method,o)}
}).catch(e=>{document.getElementById("list").textContent="The description can't be read: "+e});
</script></body></html>
)html";
}

} // namespace vigia::backend::http
