import * as z from 'zod';
import { LocalCloudError } from '../seams/local-cloud-error.ts';
import type { StackTemplate } from './assembly.ts';
import { type Identity, type Origins, identify, namePropertyOf } from './identify.ts';

/** A template the local cloud cannot follow. */
export class TemplateError extends LocalCloudError {
  override name = 'TemplateError';
}

interface Place {
  stack: StackTemplate;
  logicalId: string;
}

type Intrinsic = (argument: unknown, place: Place) => unknown;

/** Replaces the intrinsic functions of the stacks' templates by what CloudFormation would put there. */
export class Resolver {
  readonly #stacks: StackTemplate[];
  readonly #origins: Origins;
  readonly #identities = new Map<string, Identity>();
  readonly #underway = new Set<string>();
  readonly #intrinsics: Record<string, Intrinsic> = {
    Ref: (target, place) => this.#ref(text(target, place), place),
    'Fn::GetAtt': (target, place) => this.#attribute(target, place),
    'Fn::Join': (target, place) => this.#join(target, place),
    'Fn::Sub': (target, place) => this.#substitute(target, place),
    'Fn::ImportValue': (target, place) => this.#import(text(this.#value(target, place), place), place),
    'Fn::GetStackOutput': (target, place) => this.#output(this.#value(target, place), place),
    'Fn::Select': (target, place) => this.#select(target, place),
    'Fn::Split': (target, place) => this.#split(target, place),
  };

  constructor(stacks: StackTemplate[], origins: Origins) {
    this.#stacks = stacks;
    this.#origins = origins;
  }

  /** The properties of a resource without intrinsics; throws `TemplateError` naming the resource. */
  properties(stack: StackTemplate, logicalId: string): unknown {
    return this.#value(stack.Resources[logicalId]?.Properties, { stack, logicalId });
  }

  /** Name, ARN and other attributes of a resource. */
  identity(stack: StackTemplate, logicalId: string): Identity {
    const key = `${stack.name}/${logicalId}`;
    const known = this.#identities.get(key);
    if (known !== undefined) return known;
    const place = { stack, logicalId };
    const type = stack.Resources[logicalId]?.Type;
    if (type === undefined) throw unresolved(place, `there is no resource "${logicalId}"`);
    if (this.#underway.has(key)) throw unresolved(place, 'it refers to itself');
    this.#underway.add(key);
    const name = this.#nameOf(place, type);
    const { account, region } = stack;
    const identity = identify({ type, name, account, region, ...this.#origins });
    this.#underway.delete(key);
    this.#identities.set(key, identity);
    return identity;
  }

  #nameOf(place: Place, type: string): string {
    const resource = place.stack.Resources[place.logicalId];
    const given = resource?.Properties[namePropertyOf(type) ?? ''];
    if (given !== undefined) return text(this.#value(given, place), place);
    const path = resource?.Metadata['aws:cdk:path'];
    const full = typeof path === 'string' ? path : `${place.stack.name}/${place.logicalId}`;
    const name = full
      .split('/')
      .filter((part) => part !== 'Resource' && part !== 'Default')
      .join('-');
    if (type === 'AWS::S3::Bucket') return name.toLowerCase();
    return type === 'AWS::Cognito::UserPool' ? `${place.stack.region}_${name.replaceAll('-', '')}` : name;
  }

  #value(value: unknown, place: Place): unknown {
    if (Array.isArray(value)) {
      return value.map((item: unknown) => this.#value(item, place)).filter((item) => item !== undefined);
    }
    if (typeof value === 'string' && value.includes('{{resolve:')) {
      throw unresolved(place, `the local cloud has no dynamic references (${value})`);
    }
    if (typeof value !== 'object' || value === null) return value;
    const entries: [string, unknown][] = Object.entries(value);
    const [first] = entries;
    if (entries.length === 1 && first !== undefined && (first[0] === 'Ref' || first[0].startsWith('Fn::'))) {
      const intrinsic = this.#intrinsics[first[0]];
      if (intrinsic === undefined) throw unresolved(place, `the local cloud does not know ${first[0]}`);
      return intrinsic(first[1], place);
    }
    return Object.fromEntries(entries.map(([key, item]) => [key, this.#value(item, place)]));
  }

  #ref(target: string, place: Place): unknown {
    const { stack } = place;
    const pseudo: Record<string, string> = {
      'AWS::Partition': 'aws',
      'AWS::AccountId': stack.account,
      'AWS::Region': stack.region,
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': stack.name,
      'AWS::StackId': `arn:aws:cloudformation:${stack.region}:${stack.account}:stack/${stack.name}/local`,
    };
    if (target === 'AWS::NoValue') return undefined;
    const parameter = stack.Parameters[target];
    if (parameter !== undefined) return parameter.Default;
    if (target in pseudo) return pseudo[target];
    if (!(target in stack.Resources)) throw unresolved(place, `Ref to unknown "${target}"`);
    return this.identity(stack, target).ref;
  }

  #attribute(target: unknown, place: Place): string {
    const [logicalId, ...rest] = typeof target === 'string' ? target.split('.') : texts(target, place);
    const attribute = rest.join('.');
    if (logicalId === undefined || !(logicalId in place.stack.Resources)) {
      throw unresolved(place, `Fn::GetAtt of unknown "${logicalId ?? ''}"`);
    }
    const value = this.identity(place.stack, logicalId).attributes[attribute];
    const type = place.stack.Resources[logicalId]?.Type ?? '';
    if (value === undefined) {
      throw unresolved(
        place,
        `Fn::GetAtt ${logicalId}.${attribute}: not known for ${type} (see identify.ts)`,
      );
    }
    return value;
  }

  #join(target: unknown, place: Place): string {
    const [separator, parts] = list(target, place);
    return texts(this.#value(parts, place), place).join(text(separator, place));
  }

  #select(target: unknown, place: Place): unknown {
    const [index, items] = list(target, place);
    return list(this.#value(items, place), place)[Number(index)];
  }

  #split(target: unknown, place: Place): string[] {
    const [separator, whole] = list(target, place);
    return text(this.#value(whole, place), place).split(text(separator, place));
  }

  #substitute(target: unknown, place: Place): string {
    const [template, variables] = Array.isArray(target) ? list(target, place) : [target, {}];
    const own = new Map(Object.entries(typeof variables === 'object' && variables !== null ? variables : {}));
    return text(template, place).replaceAll(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal === '!') return `\${${name}}`;
      if (own.has(name)) return text(this.#value(own.get(name), place), place);
      return name.includes('.') ? this.#attribute(name, place) : text(this.#ref(name, place), place);
    });
  }

  #import(exported: string, place: Place): unknown {
    for (const stack of this.#stacks) {
      for (const [id, output] of Object.entries(stack.Outputs)) {
        const at = { stack, logicalId: id };
        if (output.Export !== undefined && this.#value(output.Export.Name, at) === exported) {
          return this.#value(output.Value, at);
        }
      }
    }
    throw unresolved(place, `no stack exports "${exported}"`);
  }

  /** An output of another stack, as it is now: nothing keeps it there. */
  #output(target: unknown, place: Place): unknown {
    const reference = OutputReference.safeParse(target);
    if (!reference.success)
      throw unresolved(place, `Fn::GetStackOutput: ${z.prettifyError(reference.error)}`);
    const { StackName, OutputName, Region } = reference.data;
    const stack = this.#stacks.find(
      ({ name, region }) => name === StackName && region === (Region ?? region),
    );
    const output = stack?.Outputs[OutputName];
    if (stack === undefined || output === undefined) {
      throw unresolved(place, `stack "${StackName}" has no output "${OutputName}"`);
    }
    return this.#value(output.Value, { stack, logicalId: OutputName });
  }
}

const OutputReference = z.strictObject({
  StackName: z.string(),
  OutputName: z.string(),
  Region: z.string().optional(),
});

function unresolved(place: Place, reason: string): TemplateError {
  return new TemplateError(`${place.stack.name}/${place.logicalId}: ${reason}`);
}

function text(value: unknown, place: Place): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw unresolved(place, `expected text, found ${JSON.stringify(value)}`);
}

function list(value: unknown, place: Place): unknown[] {
  if (Array.isArray(value)) return value;
  throw unresolved(place, `expected a list, found ${JSON.stringify(value)}`);
}

function texts(value: unknown, place: Place): string[] {
  return list(value, place).map((item) => text(item, place));
}
